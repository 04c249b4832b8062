// What the company has agreed on, as the router uses it: rules/policy.yaml with its holidays and clocks worked out.

import type { Offsets } from './local-time.js';

/** One place of work; the desk counts as working while any of them works. */
export interface Place {
  readonly name: string;
  /** IANA time zone, like America/New_York. */
  readonly zone: string;
  readonly offsets: Offsets;
  /** Weekdays of work, 1 for Monday to 7 for Sunday. */
  readonly days: readonly number[];
  /** Minutes after midnight, local time: work is from `from` until just before `to`. */
  readonly from: number;
  readonly to: number;
  /** Public holidays there, local dates as YYYY-MM-DD: they count as weekends (the process, Holidays). */
  readonly holidays: readonly string[];
}

/** One step of the severity scale; the first is the gravest. */
export interface Severity {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** Other names for it, as monitors and people use them. */
  readonly also?: readonly string[];
  /** Incidents for which it is set where nothing states one; all of it must hold. */
  readonly when?: { readonly wakes?: boolean; readonly scope?: readonly string[] };
}

/** `observe` decides and tells one channel only; `silent` does nothing at all. */
export type ChannelMode = 'full' | 'incidents-only' | 'observe' | 'silent';

export interface Channel {
  readonly name: string;
  /** What the process uses it for. */
  readonly role: 'incidents' | 'alerts' | 'help' | 'other';
  readonly mode: ChannelMode;
  readonly url: string | null;
}

/** Things a person may do to a case. */
export const CASE_ACTIONS = [
  'acknowledge',
  'take-over',
  'resolve',
  'reclassify',
  'merge',
  'separate',
  'set-severity',
  'add-note',
  'add-talking-point',
  'tell',
  'follow-up',
  'ask-point-person',
  'reopen',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** Things a person may do to the desk itself: have it say nothing for a while, or say in which channels it speaks. */
export const DESK_ACTIONS = ['pause', 'set-live'] as const;
export type DeskAction = (typeof DESK_ACTIONS)[number];

/** How much is said at most, and when an alert counts as the same. Times in milliseconds. */
export interface Storms {
  /** An alert that comes again within that time is counted in its case. */
  readonly sameAlertMs: number;
  /** How long it must stay over before a monitor's word closes a case that nobody has taken up. */
  readonly quietMs: number;
  /** Replies in one channel. */
  readonly repliesPerHour: number;
  /** After so many messages about what one bot says, within that time, nothing is said about it for a while. */
  readonly botAnswers: { readonly most: number; readonly withinMs: number; readonly restMs: number };
}

/** The day and time of the weekly hand-over in the policy's zone; `day` counts from Monday 1, `minute` from midnight. */
export interface HandOver {
  readonly day: number;
  readonly minute: number;
}

/** When whoever reports what an open incident is about joins it, instead of opening another. */
export interface Joining {
  /** So lately somebody must have told the same, in milliseconds. */
  readonly withinMs: number;
  /** Areas whose parts say too little of what fails. */
  readonly notIn: readonly string[];
  /** Concepts of the vocabulary: whoever speaks of one has a matter of their own. */
  readonly alone: readonly string[];
}

export interface Policy {
  readonly places: readonly Place[];
  /** Zone in which times are written for people. */
  readonly zone: string;
  readonly offsets: Offsets;
  readonly handOver: HandOver;
  /** Within what time #incidents expects an answer, in milliseconds (the process, Slack channels: 30 minutes). */
  readonly responseMs: number;
  /** From one step of an escalation to the next, in milliseconds. */
  readonly escalateEveryMs: number;
  /** How long before a deadline the PM of an urgent matter is reminded, in milliseconds. */
  readonly remindBeforeDeadlineMs: number;
  readonly severities: readonly Severity[];
  /** When watched alerts raise an incident: that many within a time, or one that agrees with a person. */
  readonly alerts: { readonly burst: number; readonly withinMs: number; readonly matchMs: number };
  /** Null where every incident has a case of its own, unless a rule sees several as one. */
  readonly joining: Joining | null;
  /** The weekly list of urgent matters that came more than once. */
  readonly needsATool: {
    /** 1 for Monday to 7 for Sunday. */
    readonly weekday: number;
    /** After midnight, in the policy's zone. */
    readonly minute: number;
    readonly channel: string;
    readonly windowMs: number;
    readonly atLeast: number;
    /** Ids of rules, or their beginnings with a star. */
    readonly ignoring: readonly string[];
  };
  readonly channels: readonly Channel[];
  /** Mode of channels that are not listed. */
  readonly otherChannels: ChannelMode;
  /** Where decisions about observed channels are told; null when no channel is observed. */
  readonly observer: string | null;
  readonly storms: Storms;
  readonly guide: { readonly title: string; readonly url: string };
  readonly board: string | null;
  readonly backlog: string | null;
  /** Reports after which somebody counts as a regular, and gets the shorter reply. */
  readonly regularAfter: number;
  /** Who may do what: `anyone`, `reporter`, `on-call`, `pm`, `point-person` or a group of the directory. */
  readonly permissions: Readonly<Record<CaseAction | DeskAction, readonly string[]>>;
}

/** The mode of a channel. */
export function modeOf(channel: string, policy: Policy): ChannelMode {
  return policy.channels.find((known) => known.name === channel)?.mode ?? policy.otherChannels;
}

/** Name of the channel that plays the role `incidents`. */
export function incidentsChannel(policy: Policy): string {
  return policy.channels.find((channel) => channel.role === 'incidents')?.name ?? 'incidents';
}

/** Name of the channel that plays the role `alerts`; null when none does. */
export function alertsChannel(policy: Policy): string | null {
  return policy.channels.find((channel) => channel.role === 'alerts')?.name ?? null;
}
