import { beforeAll, describe, expect, it } from 'vitest';
import { type ClassifierRulebook, classify, type Report } from '../../src/classifier/index.js';
import { readRulebook } from '../../src/rulebook/read.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

let rulebook: ClassifierRulebook;

beforeAll(async () => {
  const read = await readRulebook(smallRulebook());
  if (read.rulebook === null) throw new Error('the small rulebook has problems');
  rulebook = read.rulebook;
});

const report = (text: string, more: Partial<Report> = {}): Report => ({
  id: 'r',
  text,
  source: { kind: 'human', channel: 'other', user: 'U1' },
  at: Date.UTC(2024, 2, 5, 15),
  utcOffset: -300,
  ...more,
});

describe('classify', () => {
  it('adds up the weights of the rules that fire and says what they saw', async () => {
    const decision = await classify(report('Checkout is broken for everyone!'), rulebook);
    expect(decision).toMatchObject({ class: 'incident', area: 'payments', severity: 'P1', scope: 'all' });
    expect(decision.firings.map((firing) => firing.rule)).toEqual(['payments-failing-for-many']);
    const words = decision.firings[0]?.evidence.map(({ text }) => text.toLowerCase());
    expect(words).toEqual(expect.arrayContaining(['checkout', 'broken']));
  });

  it('quotes evidence at its very place in the text', async () => {
    const text = '🎨 Checkout is broken for everyone';
    const { firings } = await classify(report(text), rulebook);
    for (const { start, end, text: quoted } of firings.flatMap((firing) => firing.evidence))
      expect(text.slice(start, end)).toBe(quoted);
  });

  it('lets a decisive rule end the matter, and an exception written in the rule keep it from firing', async () => {
    const source = { kind: 'automated', channel: 'incidents', user: 'B1' } as const;
    const firing = await classify(report('thanks, disk 91 % full', { source }), rulebook);
    expect(firing).toMatchObject({ class: 'incident', confidence: 1 });
    const resolved = await classify(report('[Resolved] disk 91 % full', { source }), rulebook);
    expect(resolved.firings).toEqual([]);
  });

  it('is undecided without evidence, and names its best guess', async () => {
    const decision = await classify(report('the moon is made of cheese'), rulebook);
    expect(decision).toMatchObject({ class: 'undecided', bestGuess: 'incident', confidence: 0.25 });
  });

  it('is undecided in a language it cannot read', async () => {
    const decision = await classify(
      report('サイトが開けません。ログインもできません。助けてください invoice'),
      rulebook,
    );
    expect(decision.class).toBe('undecided');
  });

  it('finds nothing to follow up in a report without words', async () => {
    const decision = await classify(report(' \n '), rulebook);
    expect(decision).toMatchObject({ class: 'none', firings: [{ rule: 'nothing-said' }] });
  });

  it('names the rule that came closest and the one thing it lacked', async () => {
    const { nearest } = await classify(report('payment of one collector is failing'), rulebook);
    expect(nearest).toMatchObject({ rule: 'payments-failing-for-many', class: 'incident' });
    expect(nearest?.missing).toMatch(/many or everybody/);
  });

  it('decides just so when it need not say why, and leaves only that out', async () => {
    const texts = [
      'payment of one collector is failing',
      'Checkout is broken for everyone!',
      'please change the lot, the auction starts in 2 hours',
      'thanks',
      ' ',
    ];
    for (const text of texts) {
      const { nearest, areaEvidence, firings, ...decided } = await classify(report(text), rulebook);
      const plain = await classify(report(text), rulebook, [], { explain: false });
      expect(plain).toEqual({
        ...decided,
        nearest: null,
        areaEvidence: [],
        firings: firings.map((firing) => ({ ...firing, evidence: [] })),
      });
    }
  });

  it('reads the deadline with its place in the text', async () => {
    const text = 'please change the lot, the auction starts in 2 hours';
    const { deadline, class: decided } = await classify(report(text), rulebook);
    expect(decided).toBe('urgent-non-incident');
    expect(deadline?.at).toBe(Date.UTC(2024, 2, 5, 17));
  });

  it('decides the same for the same report when many are classified at once', async () => {
    const texts = [
      'checkout is broken for everyone',
      'where is my invoice',
      'thanks',
      'login is broken',
      'hello',
    ];
    const reports = Array.from({ length: 200 }, (_, i) => report(texts[i % texts.length] ?? ''));
    const atOnce = await Promise.all(reports.map((each) => classify(each, rulebook)));
    for (const [i, each] of reports.entries()) expect(atOnce[i]).toEqual(await classify(each, rulebook));
  });
});
