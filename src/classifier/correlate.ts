// Several partners, one failure: which earlier reports show, together with this one, the same thing failing.
// Distinct partners count, not messages: one person repeating herself is one partner.

import { fallbackArea } from './area.js';
import { distinct } from './few.js';
import { eachLeaf, type Rule, type SimultaneousValue } from './rules/rule.js';
import type { Seen } from './rules/situation.js';
import type { Decision, Features, Report, SeenReport, Window } from './types.js';

/** How many distinct partners report the same failure inside the window, and which earlier reports they made. */
export interface Together {
  readonly partners: number;
  /** Oldest first. */
  readonly with: readonly SeenReport[];
}

/**
 * Counts the partners that report what this report says is failing, up to `value.within` minutes before it.
 * The same failure is the same failing function, or another failing function of the same area.
 */
export function partnersTogether(seen: Seen, value: SimultaneousValue): Together {
  if (!tellsOfFailure(seen, value)) return NOBODY;
  const since = seen.at - value.within * 60_000;
  const inTime = seen.window.filter((other) => other.open && other.at >= since && other.at <= seen.at);
  const others =
    value.same === 'area' ? complaintsOfArea(seen, inTime, value) : failuresAlike(seen, inTime, value);
  if (others === null) return NOBODY;
  return {
    partners: countParties([seen, ...others]),
    with: others.filter((other) => tellsMore(other, seen)),
  };
}

/** Whether as many partners as a rule asks for report the same failure. */
export function areTogether(seen: Seen, value: SimultaneousValue): boolean {
  // A report alone speaks for the partners that it names, or for its author.
  if (seen.window.length === 0 && Math.max(1, seen.partners.length) < value.partners) return false;
  return partnersTogether(seen, value).partners >= value.partners;
}

const NOBODY: Together = { partners: 0, with: [] };

/** Whether this report can be one of several about one failure. */
function tellsOfFailure(seen: Seen, { same, functions }: SimultaneousValue): boolean {
  return same === 'area' ? seen.complains && seen.area !== null : eligible(seen, functions).length > 0;
}

/** Reports of the same failing function, or of another one of the same area. */
function failuresAlike(seen: Seen, window: Window, value: SimultaneousValue): Window {
  const functions = eligible(seen, value.functions);
  return window.filter(
    (other) =>
      other.functions.length > 0 &&
      (other.functions.some((name) => functions.includes(name)) || isSameArea(other, seen)),
  );
}

/** What no area claims has nothing in common: essays that cannot be handed in, and an empty coffee machine. */
function isSameArea(other: SeenReport, { area }: Seen): boolean {
  return area !== null && area !== fallbackArea && other.area === area;
}

/** Complaints about the same area or function, in whatever words; where functions are asked for, one must name one. */
function complaintsOfArea(seen: Seen, window: Window, value: SimultaneousValue): Window | null {
  const others = window.filter(
    (other) =>
      other.complains &&
      (isSameArea(other, seen) || other.functions.some((name) => seen.functions.includes(name))),
  );
  const named =
    value.functions === null || [seen, ...others].some((one) => eligible(one, value.functions).length > 0);
  return named ? others : null;
}

/** How far back the rules look for reports of one failure, in milliseconds; 0 when none does. */
export function longestWindow(rules: readonly Rule[]): number {
  let minutes = 0;
  for (const rule of rules)
    eachLeaf(rule.when, ({ operator, value }) => {
      if (operator === 'simultaneous') minutes = Math.max(minutes, (value as SimultaneousValue).within);
    });
  return minutes * 60_000;
}

/** What later reports need to know of this one: facts only, no text. */
export function seenFrom(report: Report, features: Features, decision: Decision): SeenReport {
  return {
    id: report.id,
    at: report.at,
    user: report.source.user,
    partners: partnersOf(report, features),
    functions: listOf(features, 'functions'),
    critical: listOf(features, 'criticalFunctions'),
    area: decision.area,
    complains: complains(features),
    class: decision.class,
    open: features.facts.state !== 'resolved' && features.facts.state !== 'test',
  };
}

/** Partner names of a report, lower case: from its field, or read from its text. */
export function partnersOf(report: Report, features: Features): readonly string[] {
  const named = report.partner === undefined ? listOf(features, 'partners') : [report.partner];
  return distinct(named.map((name) => name.trim().toLowerCase()).filter((name) => name !== ''));
}

/** A fact that is a list of words; empty when it was not read. */
export function listOf(features: Features, fact: string): readonly string[] {
  const value = features.facts[fact];
  return Array.isArray(value) ? value : [];
}

function eligible(
  one: Pick<Seen, 'functions' | 'critical'>,
  wanted: SimultaneousValue['functions'],
): readonly string[] {
  if (wanted === null) return one.functions;
  if (wanted === 'critical') return one.critical;
  return one.functions.filter((name) => wanted.includes(name));
}

/** Trouble is told: a failure, or a statement; a mere question or a request is no sign that something fails. */
export function complains(features: Features): boolean {
  const speech = listOf(features, 'speech');
  if (speech.includes('request')) return false;
  return (
    speech.includes('fault') ||
    !['question', 'thanks', 'status', 'chatter'].some((kind) => speech.includes(kind))
  );
}

interface Party {
  readonly user: string;
  readonly partners: readonly string[];
}

/** A report that names no partner stands for its author, unless the author named one elsewhere in the group. */
function countParties(reports: readonly Party[]): number {
  const [only] = reports;
  if (reports.length === 1 && only?.partners.length === 0) return only.user === '' ? 0 : 1;
  const partners = new Set(reports.flatMap((report) => report.partners));
  const named = new Set(reports.filter((report) => report.partners.length > 0).map((report) => report.user));
  const unnamed = reports.filter(
    (report) => report.partners.length === 0 && report.user !== '' && !named.has(report.user),
  );
  return partners.size + new Set(unnamed.map((report) => report.user)).size;
}

/** Whether an earlier report is about another partner than this one: a repetition of oneself is not evidence. */
function tellsMore(other: SeenReport, seen: Seen): boolean {
  if (other.partners.length === 0 || seen.partners.length === 0) return other.user !== seen.user;
  return other.partners.some((partner) => !seen.partners.includes(partner));
}
