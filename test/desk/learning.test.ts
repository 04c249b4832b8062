import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classify } from '../../src/classifier/index.js';
import { compareShadow } from '../../src/cli/history-diff.js';
import { accuracyOf, readHistory, sampleOf, weekAt } from '../../src/history/index.js';
import { rulebookOf } from '../authoring/rulebook-of.js';
import { exportOf, playWeek } from '../history/scripted-week.js';
import { intake } from './intakes.js';
import { morning } from './shipped-desk.js';

async function told(
  { desk, now }: Awaited<ReturnType<typeof playWeek>>,
  event: string,
  text: string,
): Promise<string> {
  const { id } = await desk.accept(intake(event, text, { at: now(), utcOffset: -240 }));
  await desk.settled();
  return id;
}

describe('a decision of the weekly sample', () => {
  let shipped: Awaited<ReturnType<typeof playWeek>>;
  beforeEach(async () => {
    shipped = await playWeek([
      { at: 0, as: 'one', says: 'Kestrel Gallery cannot upload images to CMS' },
      { at: 1, as: 'two', says: 'Moss Gallery wants its charge details updated' },
    ]);
  });
  afterEach(() => shipped.close());
  const week = weekAt(morning, 'America/New_York');
  const tell = (event: string, text: string) => told(shipped, event, text);

  it('counts as right after a yes, and is asked about no more', async () => {
    const report = shipped.idOf('one');
    const answer = { report, week: week.name, answer: 'yes' } as const;
    expect(await shipped.desk.answerSample(answer, 'you')).toEqual({ outcome: 'changed' });
    const history = await readHistory(await exportOf(shipped));
    expect(accuracyOf(history.reports).sampled).toMatchObject({ count: 1, of: 1 });
    expect(sampleOf(history, week)).toMatchObject({ answered: 1, right: 1 });
    expect(sampleOf(history, week).asked.map((one) => one.report)).toEqual([shipped.idOf('two')]);
  });

  it('is followed as what it is after a no, and counts as wrong', async () => {
    const report = shipped.idOf('one');
    await shipped.desk.answerSample({ report, week: week.name, answer: 'incident' }, 'you');
    await shipped.desk.settled();
    expect((await shipped.store.caseOf(report))?.class).toBe('incident');
    const history = await readHistory(await exportOf(shipped));
    expect(accuracyOf(history.reports).sampled).toMatchObject({ count: 0, of: 1 });
  });

  it('is followed after a no even where nobody followed it', async () => {
    const id = await tell('thanks', 'Thanks everybody, have a nice weekend');
    expect(await shipped.store.caseOf(id)).toBeNull();
    const answer = { report: id, week: week.name, answer: 'incident' } as const;
    expect(await shipped.desk.answerSample(answer, 'you')).toEqual({ outcome: 'changed' });
    await shipped.desk.settled();
    expect(await shipped.store.caseOf(id)).toMatchObject({ class: 'incident', decidedBy: 'you' });
    expect(await shipped.store.effectsOfReport(id)).toContainEqual(
      expect.objectContaining({ state: 'delivered', effect: expect.objectContaining({ kind: 'announce' }) }),
    );
    const { reports } = await readHistory(await exportOf(shipped));
    const [one] = reports.filter(({ report }) => report.id === id);
    expect(one?.corrections.map(({ to, sample }) => [to, sample])).toEqual([['incident', week.name]]);
  });

  it('is no business of those who may not say what a case is', async () => {
    const answer = { report: shipped.idOf('one'), week: week.name, answer: 'yes' } as const;
    expect(await shipped.desk.answerSample(answer, 'a-stranger')).toMatchObject({ outcome: 'refused' });
    expect(await shipped.store.corrections(10)).toEqual([]);
  });
});

describe('a rulebook in the shadow', () => {
  let shipped: Awaited<ReturnType<typeof playWeek>>;
  beforeEach(async () => {
    shipped = await playWeek([]);
  });
  afterEach(() => shipped.close());

  const tell = (event: string, text: string) => told(shipped, event, text);

  it('is recorded beside the first without words of people, and nothing comes of it', async () => {
    const other = await rulebookOf();
    await shipped.restart({
      shadow: (report, window) => classify(report, other, window, { explain: false }),
    });
    const id = await tell('e1', 'Kestrel Gallery cannot upload images to CMS');
    const lines = await exportOf(shipped);
    expect(lines.filter((line) => line.includes('"shadow_decisions"')).join()).not.toContain('upload');
    const history = await readHistory(lines);
    const compared = compareShadow(history, { from: 0, to: shipped.now() + 1 });
    expect(compared.reports).toBe(1);
    expect(compared.changes.map(({ before, after }) => [before.class, after.class])).toEqual([
      ['non-incident', 'undecided'],
    ]);
    expect((await shipped.store.decision(id))?.decision.rulebook).toBe(shipped.rulebook.version);
  });

  it('that fails holds nothing up', async () => {
    await shipped.restart({
      shadow: async () => {
        throw new Error('broken');
      },
    });
    const id = await tell('e2', 'Moss Gallery wants its charge details updated');
    expect(await shipped.store.decision(id)).not.toBeNull();
  });
});
