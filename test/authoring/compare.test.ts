import { describe, expect, it } from 'vitest';
import { compare, type Given } from '../../src/authoring/index.js';
import type { ReportClass } from '../../src/classifier/index.js';
import { paint } from '../../src/cli/paint.js';
import { comparisonDocument, markdownComparison, showComparison } from '../../src/cli/show-comparison.js';
import { rulebookOf } from './rulebook-of.js';

const incidents = (weight: number) => ({
  'incident.yaml': `rules:
  - id: payments-failing
    why: Payments fail.
    weight: ${weight}
    when: { near: { concepts: [payment, failing], within: 8 words } }
    examples: [payments are failing for everyone]
    near-misses: [good morning]
`,
});

describe('compare', () => {
  it('puts an incident that would be called harmless before everything else', async () => {
    const before = await rulebookOf(incidents(3));
    const after = await rulebookOf({
      ...incidents(0.1),
      'non-incident.yaml': `rules:
  - id: payments-can-wait
    why: They can wait.
    weight: 4
    when: { mentions: payment }
    examples: [the payment of one collector]
    near-misses: [good morning]
`,
    });
    const { changes, mended, broken } = await compare(
      [
        given('where is my invoice?', 'non-incident'),
        given('what does payment mean', 'non-incident'),
        given('checkout is failing', 'incident'),
      ],
      before,
      after,
    );
    expect(changes.map((one) => [one.kind, one.before.class, one.after.class])).toEqual([
      ['incident-missed', 'incident', 'non-incident'],
      ['other', 'non-incident', 'undecided'],
      ['other', 'undecided', 'non-incident'],
    ]);
    expect([mended, broken]).toEqual([1, 2]);
  });

  it('says which firings came, went and weigh otherwise', async () => {
    const { changes } = await compare(
      [given('checkout is failing', 'incident')],
      await rulebookOf(incidents(3)),
      await rulebookOf(incidents(0.1)),
    );
    expect(changes[0]?.reweighed).toMatchObject([
      { firing: { rule: 'payments-failing', weight: 0.1 }, before: 3 },
    ]);
    expect(changes[0]?.gone).toEqual([]);
  });

  it('sees reports of one group together', async () => {
    const group: Given[] = [
      { ...given("can't login"), partner: 'Gallery A', at: 0 },
      { ...given('login is broken'), partner: 'Gallery B', at: 60_000 },
    ].map(({ report, partner, at, label }) => ({
      report: { ...report, partner, at },
      label,
      group: 'one',
    }));
    const { changes } = await compare(
      group,
      await rulebookOf({ 'incident.yaml': 'rules: []\n' }),
      await rulebookOf(),
    );
    expect(changes.map((one) => one.kind)).toEqual(['incident-found', 'incident-found']);
    expect(changes.map(({ after }) => after.areaEvidence.map(({ text }) => text))).toEqual([
      ['login'],
      ['login'],
    ]);
  });

  it('is silent about reports that are decided alike', async () => {
    const rulebook = await rulebookOf();
    const { reports, changes } = await compare([given('where is my invoice?')], rulebook, rulebook);
    expect([reports, changes]).toEqual([1, []]);
  });
});

describe('flips in words', () => {
  it('quote people harmlessly in Markdown', async () => {
    const comparison = await compare(
      [given('checkout is `failing` <!channel> @here [x](http://evil.example)')],
      await rulebookOf(incidents(3)),
      await rulebookOf(incidents(0.1)),
    );
    const markdown = markdownComparison(comparison);
    expect(markdown).toContain("<br>`checkout is 'failing' <!channel> @here [x](http://evil.example)`");
    expect(markdown).toContain('± payments-failing (incident 0.1) saw “checkout”, “failing”, was 3');
  });

  it('never repeat a report in JSON', async () => {
    const told = given('checkout is failing');
    const comparison = await compare(
      [{ ...told, report: { ...told.report, id: 'r-1' } }],
      await rulebookOf(incidents(3)),
      await rulebookOf(incidents(0.1)),
    );
    expect(JSON.stringify(comparisonDocument(comparison))).not.toContain('checkout is failing');
    expect(showComparison(comparison, paint(false))).toContain('incident → undecided');
  });
});

function given(text: string, label: ReportClass | null = null): Given {
  const source = { kind: 'human', channel: 'other', user: `u ${text}` } as const;
  return { report: { id: text, text, source, at: 0, utcOffset: 0 }, label, group: null };
}
