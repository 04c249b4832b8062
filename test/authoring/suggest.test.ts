import { beforeAll, describe, expect, it } from 'vitest';
import { type Case, casesFrom, suggestWords } from '../../src/authoring/index.js';
import { type KindredWords, wordNet } from '../../src/authoring/wordnet.js';
import type { Concept, ReportClass } from '../../src/classifier/index.js';
import type { Rulebook } from '../../src/rulebook/rulebook.js';
import { readWritten, yamlsOf } from '../../src/rulebook/written.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';
import { rulebookOf } from './rulebook-of.js';

let rulebook: Rulebook;
let concepts: readonly Concept[];
beforeAll(async () => {
  rulebook = await rulebookOf();
  concepts = readWritten(yamlsOf(smallRulebook())).concepts.map(({ concept }) => concept);
});

describe('words that a concept lacks', () => {
  it('come from its kindred, with what each would mend', async () => {
    const cases = await casesOf([['where is my bill?', 'non-incident']]);
    const [bill] = await suggest('invoice', cases, { invoice: ['bill', 'account'] });
    expect(bill).toEqual({
      word: 'bill',
      kindredOf: ['invoice'],
      fromMistakes: false,
      found: 1,
      mended: ['where is my bill?'],
      broken: [],
    });
  });

  it('say what they would break', async () => {
    const cases = await casesOf([
      ['where is my invoice from Parcel and Sons?', 'non-incident'],
      ['thanks a lot, parcel', 'none'],
    ]);
    const suggestions = await suggest('invoice', cases, { invoice: ['parcel'] });
    expect(suggestions.map((one) => [one.word, one.found, one.mended, one.broken])).toEqual([
      ['parcel', 2, [], ['thanks a lot, parcel']],
    ]);
  });

  it('come from wrongly decided reports that its rules could have saved', async () => {
    const cases = await casesOf([
      ['the receipt for March is missing', 'non-incident'],
      ['no receipt came', 'non-incident'],
      ['thanks for the parcel', 'none'],
      ['parcel thanks', 'none'],
    ]);
    const suggestions = await suggest('invoice', cases, {});
    expect(suggestions.map((one) => [one.word, one.fromMistakes, one.mended.length])).toEqual([
      ['receipt', true, 2],
    ]);
  });

  it('are none that the vocabulary knows', async () => {
    const suggestions = await suggest('invoice', await casesOf([]), { invoice: ['checkout', 'invoices'] });
    expect(suggestions).toEqual([]);
  });
});

describe('WordNet', () => {
  it('knows words of the same sense, and similar adjectives', async () => {
    const kindred = wordNet();
    expect(await kindred('payment')).toContain('defrayal');
    expect(await kindred('credit card')).toContain('charge card');
    expect(await kindred('broken')).toContain('busted');
  });

  it.each(['', 'xyzzy', '/5\\d\\d/', 'a ... b', '../etc/passwd', 'für'])('has none for %j', async (word) => {
    expect(await wordNet()(word)).toEqual([]);
  });
});

async function suggest(name: string, cases: readonly Case[], words: Readonly<Record<string, string[]>>) {
  const concept = concepts.find((one) => one.name === name);
  if (concept === undefined) throw new Error(`no concept ${name}`);
  const kindred: KindredWords = async (word) => words[word] ?? [];
  return suggestWords(concept, concepts, cases, rulebook, kindred, { most: 20 });
}

function casesOf(told: readonly (readonly [string, ReportClass])[]): Promise<readonly Case[]> {
  const source = { kind: 'human', channel: 'other', user: 'u' } as const;
  return casesFrom(
    told.map(([text, label]) => ({
      report: { id: text, text, source, at: 0, utcOffset: 0 },
      label,
      group: null,
    })),
    rulebook,
  );
}
