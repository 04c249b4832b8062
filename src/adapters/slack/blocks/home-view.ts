// App Home: who is on call, what waits for an acknowledgement, and the open cases.

import type { HomeView, KnownBlock } from '@slack/types';
import type { Case } from '../../../router/index.js';
import { escapeMarkup } from '../write-markup.js';
import { acknowledgeButton, whyButton } from './offer-buttons.js';
import { context, header, section } from './parts.js';
import { quoted } from './rich-text.js';

/** A case as listed. */
export interface ListedCase {
  readonly case: Case;
  /** The first words of its first report; null where they were said in private. */
  readonly excerpt: string | null;
  /** Address of the discussion. */
  readonly url: string | null;
  readonly minutes: number;
}

/** What is shown. */
export interface Home {
  /** Names of those on call, first engineer first. */
  readonly onCall: readonly string[];
  /** How the two share the hours, or what is promised now, as a sentence. */
  readonly promise: string;
  readonly waiting: readonly ListedCase[];
  readonly taken: readonly ListedCase[];
  /** Who paused the desk; null while it speaks. */
  readonly pausedBy: string | null;
}

const mostCases = 15;

/** The view of App Home. */
export function homeView({ onCall, promise, waiting, taken, pausedBy }: Home): HomeView {
  const blocks: readonly KnownBlock[] = [
    ...(pausedBy === null
      ? []
      : [section(`:mute: ${escapeMarkup(pausedBy)} has paused the desk: it says nothing.`)]),
    header('On call'),
    section(escapeMarkup(onCall.length === 0 ? 'Nobody, by the calendar.' : onCall.join(' and '))),
    context(escapeMarkup(promise)),
    header('Waiting for an acknowledgement'),
    ...listed(waiting, true),
    header('Open cases'),
    ...listed(taken, false),
    context('Report a problem with `/triage report`; `/triage help` tells the rest.'),
  ];
  return { type: 'home', blocks: blocks.slice(0, 100) as KnownBlock[] };
}

function listed(cases: readonly ListedCase[], waiting: boolean): readonly KnownBlock[] {
  if (cases.length === 0) return [section(waiting ? 'Nothing waits.' : 'None that somebody has taken up.')];
  const left = cases.length - mostCases;
  return [
    ...cases.slice(0, mostCases).flatMap((one) => caseBlocks(one, waiting)),
    ...(left > 0 ? [context(`and ${left} more: \`triage cases\``)] : []),
  ];
}

function caseBlocks(one: ListedCase, waiting: boolean): readonly KnownBlock[] {
  const [report] = one.case.reports;
  return [
    ...caseWords(one),
    {
      type: 'actions',
      elements: [
        ...(waiting ? [acknowledgeButton(one.case.id)] : []),
        ...(report === undefined ? [] : [whyButton(report)]),
      ],
    },
  ];
}

/** One case: what it is, and its first words. */
export function caseWords(one: ListedCase): readonly KnownBlock[] {
  const { excerpt } = one;
  return [section(caseLine(one)), excerpt === null ? context('said in private') : quoted(excerpt)];
}

function caseLine({ case: record, url, minutes }: ListedCase): string {
  const what = [record.class.replaceAll('-', ' '), record.severity, record.area].filter(
    (each) => each !== null,
  );
  const by = record.acknowledged === null ? '' : `, ${record.acknowledged.by} has it`;
  const link =
    url === null || !/^https?:\/\/[^\s<>|]+$/.test(url) ? '' : ` <${escapeMarkup(url)}|discussion>`;
  const many = record.reports.length > 1 ? `, ${record.reports.length} reports` : '';
  return `*${escapeMarkup(what.join(' · '))}*${escapeMarkup(`, ${duration(minutes)}${many}${by}`)}${link}`;
}

function duration(minutes: number): string {
  if (minutes < 1) return 'just now';
  return `for ${lasting(minutes)}`;
}

function lasting(minutes: number): string {
  if (minutes < 90) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
