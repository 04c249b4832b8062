import { expect, it } from 'vitest';
import { casesFrom, explain, mutantsOf, tryMutants } from '../../src/authoring/index.js';
import { type Report, WORD_MODEL } from '../../src/classifier/index.js';
import { leaningFile } from './leaning-file.js';
import { rulebookOf } from './rulebook-of.js';

const deciding = `start: { incident: 0, urgent-non-incident: 0, non-incident: 0, none: 0 }
temperature: 1
undecided: { below: 0.4, margin: 0.05, incidentGuard: 0.35 }
leaningWeight: 0.9
`;

it('the word model goes on speaking while rules are tried without one another', async () => {
  const rulebook = await rulebookOf({ 'leaning.json': leaningFile, 'deciding.yaml': deciding });
  const source = { kind: 'human', channel: 'other', user: 'u' } as const;
  const report: Report = { id: 'r', text: 'where is my invoice?', source, at: 0, utcOffset: 0 };
  const [one] = await casesFrom([{ report, label: null, group: null }], rulebook);
  expect(one?.firings.map((firing) => firing.rule)).toContain(WORD_MODEL);
  expect(one?.class).toBe('incident');
  const results = [...tryMutants(mutantsOf(rulebook.rules.rules), one ? [one] : [], [], rulebook.deciding)];
  expect(results.filter((result) => result.report !== null)).toEqual([]);
  const { flips } = await explain(report, rulebook);
  expect(flips.find((flip) => flip.rule === WORD_MODEL)?.to).toBe('non-incident');
});
