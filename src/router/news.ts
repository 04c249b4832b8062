// What is told to all who wait for a case: one message in the thread of each of its reports, once. Machines are told
// nothing.

import type { DecisionClass, Report } from '../classifier/index.js';
import { breakerTemplate } from './plan-route.js';
import { incidentsChannel, type Policy } from './policy.js';
import type { CaseNote, Effect, NoteKind } from './types.js';

/** Texts that tell something to everybody who waits, by their names under rules/replies. */
export type News =
  | 'resolved'
  | 'reopened'
  | 'workaround'
  | 'talking-points'
  | 'update'
  | 'promoted'
  | 'separated';

/** The text that passes a note on; null for notes that are not told. */
export function newsOf(kind: NoteKind): News | null {
  switch (kind) {
    case 'workaround':
      return 'workaround';
    case 'talking-point':
      return 'talking-points';
    case 'update':
      return 'update';
    case 'follow-up':
      return null;
  }
}

/** One message to the thread of each report, under keys that are the same whenever it is planned. */
export function planNews(
  news: News,
  reports: readonly Report[],
  at: number,
  note: CaseNote | null = null,
): readonly Effect[] {
  return reports
    .filter(({ source }) => source.kind === 'human')
    .map(({ id }) => ({
      key: `${id}:tell:${news}:${at}`,
      kind: 'tell',
      destination: { kind: 'thread' },
      template: news,
      mentions: [],
      after: [],
      ...(note !== null && { note: note.at }),
    }));
}

/** Texts for those who follow an incident: somebody reports the same, or says something else by now. */
export type ForFollowers = 'joined' | 'otherwise';

/**
 * What is said of one report where its incident is followed: below its announcement, or in the thread of the report that
 * it began with. Null where it is followed nowhere, and of machines.
 */
export function planForFollowers(
  news: ForFollowers,
  { id, source }: Report,
  ofClass: DecisionClass,
  first: Report,
  effects: readonly Effect[],
  policy: Policy,
): Effect | null {
  if (source.kind !== 'human') return null;
  const channel = incidentsChannel(policy);
  const followed =
    effects.find((effect) => effect.kind === 'announce' && effect.template !== breakerTemplate) ??
    effects.find(
      (effect) =>
        effect.kind === 'reply' && first.source.channel === channel && effect.key.startsWith(`${first.id}:`),
    );
  if (followed === undefined) return null;
  return {
    key: news === 'joined' ? `${id}:tell:joined` : `${id}:tell:otherwise-${ofClass}`,
    kind: 'tell',
    destination: { kind: 'channel', channel },
    template: news,
    mentions: [],
    after: [followed.key],
    below: followed.key,
  };
}

/** The ticket for what a fix has left to do. */
export function planFollowUp(report: string, note: CaseNote): Effect {
  return {
    key: `${report}:file-follow-up:${note.at}`,
    kind: 'file-follow-up',
    destination: { kind: 'thread' },
    template: 'follow-up',
    mentions: [],
    after: [],
    note: note.at,
  };
}
