import { beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../src/authoring/index.js';
import type { Report, SeenReport } from '../../src/classifier/index.js';
import { readRulebook } from '../../src/rulebook/read.js';
import type { Rulebook } from '../../src/rulebook/rulebook.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

let rulebook: Rulebook;
beforeAll(async () => {
  const read = await readRulebook(smallRulebook());
  if (read.rulebook === null) throw new Error(JSON.stringify(read.problems));
  rulebook = read.rulebook;
});

describe('explain', () => {
  it('names the condition a rule lacks, in a sentence', async () => {
    const { nearly } = await explain(report('the payment of one collector is failing'), rulebook);
    expect(nearly.map((miss) => [miss.rule, miss.missing])).toContainEqual([
      'payments-failing-for-many',
      'It would count as "payments-failing-for-many" if many or everybody had been affected.',
    ]);
  });

  it('says what one more partner would have changed', async () => {
    const { decision, flips } = await explain(
      { ...report("can't login"), partner: 'Gallery A' },
      rulebook,
      [],
    );
    expect(decision.class).not.toBe('incident');
    const flip = flips.find((one) => one.rule === 'several-partners-failing');
    expect(flip).toMatchObject({ to: 'incident', change: 'rule-fires' });
    expect(flip?.sentence).toBe(
      'If one more partner had reported a business-critical function failing alike within 30 minutes, this would be an incident.',
    );
  });

  it('looks at the earlier reports of the window', async () => {
    const earlier: SeenReport = {
      id: 'before',
      at: 0,
      user: 'a',
      partners: ['gallery b'],
      functions: ['login'],
      critical: [],
      complains: true,
      area: 'accounts',
      class: 'undecided',
      open: true,
    };
    const { decision } = await explain({ ...report("can't login"), partner: 'Gallery A' }, rulebook, [
      earlier,
    ]);
    expect(decision.class).toBe('incident');
  });

  it('says which rule the decision hangs on', async () => {
    const { flips } = await explain(report('where is my invoice?'), rulebook);
    expect(flips.find((one) => one.change === 'rule-silent')).toMatchObject({
      rule: 'invoice-question',
      to: 'undecided',
    });
  });

  it('gives the least evidence that leads to another class, and that much does', async () => {
    const { decision, flips } = await explain(report('where is my invoice?'), rulebook);
    expect(decision.scores['non-incident']).toBe(2);
    const more = flips.find((one) => one.change === 'more-evidence' && one.to === 'incident');
    expect(more?.evidence).toBeGreaterThan(2);
    expect(more?.evidence).toBeLessThan(2.6);
  });

  it('offers no evidence against a decisive rule', async () => {
    const alert = report('payments 5xx');
    const { flips } = await explain(
      { ...alert, source: { ...alert.source, kind: 'automated', channel: 'incidents' } },
      rulebook,
    );
    expect(flips.map((one) => one.change)).toEqual(['rule-silent']);
  });
});

function report(text: string): Report {
  return {
    id: 'r',
    text,
    source: { kind: 'human', channel: 'other', user: 'u' },
    at: 0,
    utcOffset: 0,
  };
}
