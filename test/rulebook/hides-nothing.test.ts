import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readRulebook } from '../../src/rulebook/read.js';
import { smallRulebook } from './small-rulebook.js';

// A value of a wrong shape hides no wrong name beside it, in any file but those of rules (broken.test.ts has these).

type Change = readonly [from: string | RegExp, to: string];

const shipped = (file: string) =>
  smallRulebook().get(file) ?? readFileSync(resolve(import.meta.dirname, '../../rules', file), 'utf8');

const files: readonly (readonly [file: string, changes: readonly Change[], told: readonly string[]])[] = [
  [
    'routes.yaml',
    [
      ['when: { class: incident, channel: incidents }', 'when: { class: incidnet, channel: incidents }'],
      ['say: incident, to: thread, after: announce', 'say: incidents, to: threads, after: anounce'],
      ['{ class: undecided, source: automated }', '{ class: undecided, source: bots, severity: P9 }'],
    ],
    [
      'the class "incidnet"; did you mean "incident"?',
      'the template "incidents"; did you mean "incident"?',
      '"threads"; did you mean "thread"?',
      '"anounce"; did you mean "announce"?',
      '"bots"; use one of these.',
      'the severity "P9"; use one of that list, or define "P9" under severities in policy.yaml.',
    ],
  ],
  [
    'directory.yaml',
    [
      ['pm: pm-payments\n', 'pm: pm-payment\n'],
      ['title: Partner billing', 'titel: Partner billing'],
      ['manager: head-of-product', 'manager: head-of-produkt'],
    ],
    [
      'the person "pm-payment"; did you mean "pm-payments"?',
      'the key "titel"; did you mean "title"?',
      'the person "head-of-produkt"; did you mean "head-of-product"?',
    ],
  ],
  [
    'policy.yaml',
    [
      ['zone: America/New_York #', 'zone: America/NewYork #'],
      ['from: "09:00"', 'from: 9:00'],
      ['country: US', 'country: USA'],
      ['closed: []', 'closed: [28.12.2026, "2026-02-30"]'],
      ['within: 30 minutes # what', 'within: 30 # what'],
      ['{ name: P2,', '{ name: P1,'],
      ['channel: incidents\n  weeks', 'channel: incident\n  weeks'],
      ['take-over: [on-call', 'takeover: [oncall'],
      ['resolve: [on-call', 'resolve: [oncall'],
    ],
    [
      'the time zone "America/NewYork"; did you mean "America/New_York"?',
      '"9:00"; did you mean "09:00"?',
      '"USA"; did you mean US?',
      '"28.12.2026"; did you mean "2026-12-28"?',
      'the day "2026-02-30"; write year, month and day, like "2026-12-28", or "12-28" for every year.',
      '30; add the unit: "30 minutes", "30 hours" or "30 days".',
      'the name "P1" a second time; remove it from one of the two.',
      'the channel "incident"; did you mean "incidents"?',
      'the key "takeover"; did you mean "take-over"?',
      'the role "oncall"; did you mean "on-call"?',
      'the role "oncall"; did you mean "on-call"?',
    ],
  ],
  [
    'replies/tone.yaml',
    [
      ['- group: pm\n    any-of', '- group: pms\n    any_of'],
      ['groups: [reporter, engineer, pm]', 'groups: [reporters, engineer, pm]'],
    ],
    [
      'the group "pms"; did you mean "pm"?',
      'the key "any_of"; did you mean "any-of"?',
      'the group "reporters"; did you mean "reporter"?',
    ],
  ],
  [
    'vocabulary/domain.yaml',
    [['words: [login, sign in]', 'words: [login, 503, "/(/"]']],
    [
      '503; put it in quotes: "503".',
      '"/(/": missing closing ): `(`; mend it; re2 knows no look-around and no back-references.',
    ],
  ],
];

it.each(files.map(([file, changes, told]) => ({ file, changes, told })))(
  'tells every mistake of $file at once, and nothing that only follows',
  async ({ file, changes, told }) => {
    const written = changes.reduce((text, [from, to]) => text.replace(from, to), shipped(file));
    const { problems } = await readRulebook(smallRulebook({ [file]: written }));
    expect(problems.filter(({ severity }) => severity === 'error').map((one) => one.file)).toEqual(
      told.map(() => file),
    );
    expect(
      problems.map(({ found, cure }) => `${found}; ${cure.charAt(0).toLowerCase()}${cure.slice(1)}`),
    ).toEqual(told);
  },
);
