// How replies must sound, and what they may claim: rules/replies/tone.yaml as data.

import { z } from 'zod';
import { isWhole, type Loose, known as listed } from '../language/loose.js';
import { nameProblems, type PathProblem } from '../language/problem.js';
import { viewPaths } from './view-paths.js';
import type { ReplyView } from './view-types.js';

const phrases = z.array(z.string().min(1)).min(1);

/** rules/replies/tone.yaml. Phrases are found in any case and across line ends. */
export const toneSchema = z
  .strictObject({
    groups: z.record(z.string(), z.array(z.string()).min(1)).describe('Templates by whom they speak to'),
    must: z
      .array(z.strictObject({ group: z.string(), 'any-of': phrases, why: z.string().min(1) }))
      .describe('In texts of the group one of the phrases has to occur'),
    'must-not': z
      .array(
        z.strictObject({ groups: z.array(z.string()).min(1), 'none-of': phrases, why: z.string().min(1) }),
      )
      .describe('In texts of the groups none of the phrases may occur'),
    claims: z
      .array(
        z
          .strictObject({
            says: z.string().min(1),
            needs: z.string().optional(),
            lacks: z.string().optional(),
          })
          .describe('A phrase that is only true while something is so, or is not'),
      )
      .describe('What phrases assert about a case'),
  })
  .describe('How replies sound, and what they may claim');

export type Tone = z.infer<typeof toneSchema>;

/** A text that does not sound as agreed. */
export interface ToneProblem {
  readonly template: string;
  readonly phrase: string;
  /** True when the phrase is there and must not be; false when none of its kind is there. */
  readonly present: boolean;
  readonly why: string;
}

/** What in a rendered text of a template offends against the tone; an empty text offends against nothing. */
export function lintTone(template: string, text: string, tone: Tone): readonly ToneProblem[] {
  const said = plain(text);
  if (said === '') return [];
  const groups = Object.keys(tone.groups).filter((group) => tone.groups[group]?.includes(template));
  const missing = tone.must
    .filter(
      (rule) => groups.includes(rule.group) && !rule['any-of'].some((phrase) => said.includes(plain(phrase))),
    )
    .map((rule) => ({ template, phrase: rule['any-of'].join(' / '), present: false, why: rule.why }));
  const forbidden = tone['must-not']
    .filter((rule) => rule.groups.some((group) => groups.includes(group)))
    .flatMap((rule) =>
      rule['none-of']
        .filter((phrase) => said.includes(plain(phrase)))
        .map((phrase) => ({ template, phrase, present: true, why: rule.why })),
    );
  return [...missing, ...forbidden];
}

/** Phrases of a text that claim what the view does not bear out. */
export function lintClaims(
  template: string,
  text: string,
  view: ReplyView,
  tone: Tone,
): readonly ToneProblem[] {
  const said = plain(text);
  return tone.claims
    .filter((claim) => said.includes(plain(claim.says)))
    .flatMap((claim) =>
      [
        ...(claim.needs !== undefined && !holds(claim.needs, view) ? [`${claim.needs} is not so`] : []),
        ...(claim.lacks !== undefined && holds(claim.lacks, view) ? [`${claim.lacks} is so already`] : []),
      ].map((why) => ({ template, phrase: claim.says, present: true, why })),
    );
}

/** Templates, groups and paths that the file names and nobody defines, and templates of no group. */
export function checkTone(
  { groups, must, claims, ...rest }: Loose<Tone>,
  templates: readonly string[],
): readonly PathProblem[] {
  const known = groups && Object.keys(groups);
  return [
    ...Object.entries(groups ?? {}).flatMap(([group, names]) =>
      listed(names).flatMap(([index, name]) =>
        nameProblems(['groups', group, index], 'template', name, templates),
      ),
    ),
    ...listed(must).flatMap(([index, { group }]) =>
      nameProblems(['must', index, 'group'], 'group', group, known),
    ),
    ...listed(rest['must-not']).flatMap(([index, rule]) =>
      listed(rule.groups).flatMap(([place, group]) =>
        nameProblems(['must-not', index, 'groups', place], 'group', group, known),
      ),
    ),
    ...listed(claims).flatMap(([index, { needs, lacks }]) => [
      ...nameProblems(['claims', index, 'needs'], 'path', needs, viewPaths),
      ...nameProblems(['claims', index, 'lacks'], 'path', lacks, viewPaths),
    ]),
    ...(isWhole<Tone['groups']>(groups) ? ungrouped(groups, templates) : []),
  ];
}

function ungrouped(groups: Tone['groups'], templates: readonly string[]): readonly PathProblem[] {
  const grouped = new Set(Object.values(groups).flat());
  return templates
    .filter((template) => !grouped.has(template))
    .map((template) => ({
      path: ['groups'],
      found: `the template "${template}" in no group`,
      expected: 'every template in one group, so that its tone is checked',
      cure: `add "${template}" to one of ${Object.keys(groups).join(', ')}`,
    }));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').replaceAll('’', "'").trim();
}

function holds(path: string, view: ReplyView): boolean {
  const value = path
    .split('.')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
      view,
    );
  return value !== undefined && value !== null && value !== false;
}
