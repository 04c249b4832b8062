// The little language of scripted weeks: what happens when, and what everybody is to see of it. docs/timelines.md
// describes it.

import { z } from 'zod';

const words = z.string().min(1);
const some = z.union([words, z.array(words).min(1)]);
const name = z.string().regex(/^[a-z0-9-]+$/, 'write lower-case words joined by hyphens');

/** Something that must be seen, or be so. */
const expectation = z.union([
  z.strictObject({
    to: words.describe(
      '#channel, @person, "thread NAME" for the thread of a report, or "thread #channel" for that of a message there',
    ),
    mentions: z.array(words).optional().describe('Exactly those who are called; nobody when left out'),
    says: some.optional().describe('Words that stand in it'),
    not: some.optional().describe('Words that do not'),
    times: z.int().min(1).optional().describe('That many, for threads of several reports: "thread NAME-*"'),
  }),
  z.strictObject({ edited: words, says: some.optional(), not: some.optional() }),
  z.strictObject({ withdrawn: words }),
  z.strictObject({ ticket: some }),
  z.strictObject({ comment: some }),
  z.strictObject({ card: some }),
  z.strictObject({ 'card-note': some }),
  z.strictObject({ alarm: some }),
  z.strictObject({
    case: name.describe('The case of that report'),
    status: words.optional(),
    class: words.optional(),
    severity: words.nullable().optional(),
    reports: z.int().optional(),
    events: z.array(words).optional().describe('Lines of its history, in this order, others between them'),
  }),
  z.strictObject({ answer: some }).describe('What the one who acted is told'),
]);

const who = { by: words.optional(), expect: z.array(expectation).optional() };
const at = words.describe('2026-03-10 14:00 in the zone of the policy, or +30m after the step before');

const step = z.union([
  z.strictObject({ at, ...who }).describe('Silence: nobody does anything'),
  z.strictObject({
    at,
    report: name,
    in: words.optional(),
    partner: words.optional(),
    private: z.boolean().optional(),
    times: z
      .int()
      .min(2)
      .max(500)
      .optional()
      .describe('That many of them, NAME-1 and so on, each by another'),
    says: words,
    ...who,
  }),
  z.strictObject({
    at,
    alert: name,
    in: words.optional(),
    times: z.int().min(2).optional(),
    says: words,
    ...who,
  }),
  z.strictObject({ at, over: name, ...who }).describe('The monitor says that an alert is over'),
  z.strictObject({ at, edit: name, says: words, ...who }),
  z.strictObject({ at, delete: name, ...who }),
  z.strictObject({ at, reply: name, says: words, ...who }).describe('An answer in the thread of a report'),
  z.strictObject({
    at,
    do: words.describe('A step to a case: acknowledge, resolve, reclassify, merge, tell …'),
    case: name.describe('The case of that report'),
    to: words.optional(),
    into: name.optional(),
    text: words.optional(),
    severity: words.optional(),
    area: words.optional(),
    ...who,
  }),
  z.strictObject({ at, split: z.enum(['days', 'halves', 'none']), first: words.optional(), ...who }),
  z
    .strictObject({ at, people: z.record(words, z.record(z.string(), z.unknown())), ...who })
    .describe('People of the directory change: left, away'),
]);

const shift = z.strictObject({ from: words, until: words, people: z.array(words) });

/** A scripted stretch of time. */
export const timelineSchema = z.strictObject({
  what: words.describe('What it shows, in one sentence'),
  rota: z.array(shift).describe('Who is on call when; a moment that no line covers is a gap'),
  people: z.record(words, z.record(z.string(), z.unknown())).optional(),
  script: z.array(step).min(1),
});

export type TimelineFile = z.infer<typeof timelineSchema>;
export type TimelineStep = z.infer<typeof step>;
export type Expectation = z.infer<typeof expectation>;
