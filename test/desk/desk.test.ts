import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localBacklog } from '../../src/adapters/local/local-backlog.js';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import type { DeskDeps } from '../../src/desk/deps.js';
import { DeliveryError, type Store } from '../../src/desk/ports.js';
import { localSettings } from '../../src/desk/settings.js';
import type { Desk } from '../../src/desk/start-desk.js';
import { intake } from './intakes.js';
import { plainDesk } from './plain-desk.js';
import { plainJudge, plainScribe } from './plain-judge.js';

describe('a desk on a SQLite file', () => {
  let folder: string;
  let store: Store;
  let desk: Desk;
  let ahead: number;

  const start = (more: Partial<DeskDeps> = {}): Promise<Desk> => plainDesk(store, more);

  /** Moves the store's clock; what is due is done. */
  const pass = async (ms: number): Promise<void> => {
    ahead += ms;
    desk.wake();
    await desk.settled();
  };

  const said = async (): Promise<readonly string[]> =>
    (await store.localItems('chat', 100)).map((item) => JSON.parse(item.body).text ?? 'erased');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'desk-'));
    ahead = 0;
    store = await openSqliteStore(folder, () => Date.now() + ahead);
    desk = await start();
  });

  afterEach(async () => {
    await desk.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('answers a report with the ticket that was filed for it', async () => {
    const { id } = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    const [ticket] = await store.localItems('backlog', 10);
    expect(await said()).toEqual([`reply ${id} non-incident ticket=${ticket?.ref} card=none`]);
    expect((await store.caseOf(id))?.ticket?.id).toBe(ticket?.ref);
  });

  it('knows an event that is delivered again', async () => {
    const first = await desk.accept(intake('e1', 'please update my charge details'));
    const second = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    expect([first.accepted, second.accepted]).toEqual(['new', 'known']);
    expect(second.id).toBe(first.id);
    expect(await store.localItems('backlog', 10)).toHaveLength(1);
  });

  it('edits the announcement once the card exists', async () => {
    const { id } = await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    await pass(100);
    const [card] = await store.localItems('board', 10);
    expect(await said()).toContain(`announce ${id} incident ticket=none card=${card?.ref}`);
  });

  it('makes one incident of two reports of one failure, and tells the first reporter', async () => {
    const first = await desk.accept(intake('e1', 'payment fails'));
    await desk.settled();
    const second = await desk.accept(intake('e2', 'payment fails', { at: 1_700_000_060_000 }));
    await desk.settled();
    await pass(100);
    expect((await store.decision(first.id))?.decision.class).toBe('incident');
    const record = await store.caseOf(first.id);
    expect(record?.reports).toEqual([second.id, first.id]);
    const texts = await said();
    expect(texts.filter((text) => text.startsWith('announce'))).toHaveLength(1);
    expect(texts.find((text) => text.startsWith(`reply ${first.id}`))).toContain('incident');
  });

  it('takes back what it said about a report that its author deleted', async () => {
    const { id } = await desk.accept(intake('e1', 'my secret words'));
    await desk.settled();
    await desk.retract('e1');
    await desk.settled();
    expect((await store.report(id))?.report.text).toBe('');
    expect((await store.localItems('chat', 10)).every((item) => item.withdrawn)).toBe(true);
  });

  it('closes a case whose only report was deleted, and reminds nobody of it', async () => {
    const { id } = await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    await desk.retract('e1');
    await pass(31 * 60_000);
    expect((await said()).filter((text) => text.startsWith('escalate'))).toEqual([]);
    expect((await store.caseOf(id))?.status).toBe('resolved');
    expect((await store.facts()).openCases).toBe(0);
  });

  it('goes on with a case when one of its reports was deleted, in the words of another', async () => {
    const first = await desk.accept(intake('e1', 'payment fails'));
    const second = await desk.accept(intake('e2', 'payment fails', { at: 1_700_000_060_000 }));
    await desk.settled();
    const record = await store.caseOf(first.id);
    const of = record?.reports[0] === first.id ? 'e1' : 'e2';
    await desk.retract(of);
    await pass(1_000);
    const left = (await store.localItems('chat', 100)).filter(({ withdrawn }) => !withdrawn);
    expect(left.filter(({ key }) => key.endsWith(':announce'))).toHaveLength(1);
    expect(left.filter(({ key }) => key.endsWith(':reply')).map(({ key }) => key)).toEqual([
      `${of === 'e1' ? second.id : first.id}:reply`,
    ]);
    await pass(31 * 60_000);
    expect((await said()).filter((text) => text.startsWith('escalate'))).toHaveLength(1);
  });

  it.each(['e1', 'e2'])(
    'has ticket and card tell in the words of the other once %s was deleted',
    async (deleted) => {
      await desk.accept(intake('e1', 'payment fails, says Xerxes'));
      await desk.settled();
      await desk.accept(intake('e2', 'payment fails, says Yvonne', { at: 1_700_000_060_000 }));
      await desk.settled();
      await pass(1_000);
      await desk.retract(deleted);
      await pass(1_000);
      const made = [...(await store.localItems('backlog', 10)), ...(await store.localItems('board', 10))];
      const { ticket, card } = (await store.cases('open', 10))[0] ?? {};
      expect(made.map(({ ref }) => ref)).toEqual([ticket?.id, card?.id]);
      const [gone, left] = deleted === 'e1' ? ['Xerxes', 'Yvonne'] : ['Yvonne', 'Xerxes'];
      const bodies = made.map(({ body }) => body);
      expect(bodies.filter((body) => body.includes(gone))).toEqual([]);
      expect(bodies.filter((body) => body.includes(left)).length).toBeGreaterThan(0);
      expect(bodies.filter((body) => body.includes('in the words of another'))).toHaveLength(1);
      // The last one that told of it: now they only say that it is gone.
      await desk.retract(deleted === 'e1' ? 'e2' : 'e1');
      await pass(1_000);
      expect(await store.cases('open', 10)).toEqual([]);
    },
  );

  it('asks people to take the words out where they have edited the ticket', async () => {
    await desk.stop();
    const local = localBacklog({ store, now: Date.now });
    desk = await start({ backlog: { ...local, reword: async () => false } });
    await desk.accept(intake('e1', 'payment fails, says Xerxes'));
    await desk.settled();
    await desk.accept(intake('e2', 'payment fails', { at: 1_700_000_060_000 }));
    await desk.settled();
    await desk.retract('e1');
    await pass(1_000);
    const [ticket] = await store.localItems('backlog', 10);
    expect(ticket?.body).toContain('please take the words of the deleted report out');
  });

  it('keeps nothing of who said it, nor of whom, once a report is deleted', async () => {
    const words = {
      source: { kind: 'human', channel: 'help', user: 'mallory' },
      partner: 'Gallery Nova',
    } as const;
    const judge = {
      ...plainJudge,
      seen: (...given: Parameters<typeof plainJudge.seen>) => ({
        ...plainJudge.seen(...given),
        partners: ['gallery nova'],
      }),
    };
    desk.useRules({ judge, scribe: plainScribe, rota: { at: async () => [] } });
    await desk.accept(intake('e1', 'xyzzy fails', words));
    await desk.settled();
    await desk.retract('e1');
    await desk.settled();
    const lines: string[] = [];
    for await (const line of store.dump()) lines.push(line);
    expect(lines.filter((line) => /mallory|nova|the words xyzzy fails/i.test(line))).toEqual([]);
    await desk.stop();
    await store.close();
    const bytes = readFileSync(join(folder, 'desk.db'), 'latin1');
    expect(bytes).not.toMatch(/mallory|gallery nova/i);
    store = await openSqliteStore(folder);
    desk = await start();
  });

  it('lets no timer that fails hold up the others', async () => {
    await desk.stop();
    const broken = new Set<string>();
    desk = await start({
      judge: {
        ...plainJudge,
        onTimer: (timer, situation) => {
          if (broken.has(timer.subject)) throw new Error('a broken rule');
          return plainJudge.onTimer(timer, situation);
        },
      },
    });
    const first = await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    await desk.accept(intake('e2', 'outage'));
    await desk.settled();
    const record = await store.caseOf(first.id);
    broken.add(record?.id ?? '');
    await pass(31 * 60_000);
    expect((await said()).filter((text) => text.startsWith('escalate'))).toHaveLength(1);
    broken.clear();
    await pass(2 * 60_000);
    expect((await said()).filter((text) => text.startsWith('escalate'))).toHaveLength(2);
  });

  it('waits for a person with a report whose decision the store will not take', async () => {
    const judge = {
      ...plainJudge,
      decide: async (...given: Parameters<typeof plainJudge.decide>) => {
        const decision = await plainJudge.decide(...given);
        return given[0].text === 'odd' ? { ...decision, area: {} as string } : decision;
      },
    };
    desk.useRules({ judge, scribe: plainScribe, rota: { at: async () => [] } });
    await desk.accept(intake('e1', 'odd'));
    const { id } = await desk.accept(intake('e2', 'outage'));
    await expect.poll(async () => (await store.report(id))?.state).toBe('decided');
    await expect.poll(async () => (await store.facts()).stuck).toBe(1);
  });

  it('tells the first reporter what has changed in a new message too, since an edit notifies nobody', async () => {
    const first = await desk.accept(intake('e1', 'payment fails'));
    await desk.settled();
    await desk.accept(intake('e2', 'payment fails', { at: 1_700_000_060_000 }));
    await desk.settled();
    await pass(1_000);
    const texts = await said();
    expect(texts.filter((text) => text.startsWith(`reply ${first.id} incident`))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith(`tell ${first.id} incident`))).toHaveLength(1);
  });

  it('escalates what nobody has taken up, once', async () => {
    await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    await pass(31 * 60_000);
    await pass(31 * 60_000);
    expect((await said()).filter((text) => text.startsWith('escalate'))).toHaveLength(1);
  });

  it('reminds nobody of a case that was taken up', async () => {
    const { id } = await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    const record = await store.caseOf(id);
    expect((await desk.act(record?.id ?? '', { do: 'acknowledge' }, 'ada')).outcome).toBe('changed');
    await pass(31 * 60_000);
    expect((await said()).filter((text) => text.startsWith('escalate'))).toEqual([]);
  });

  it('says what a person may not do, and keeps the case as it was', async () => {
    expect(await desk.act('case-unknown', { do: 'acknowledge' }, 'ada')).toMatchObject({
      outcome: 'refused',
    });
  });

  it('does what follows from a correction, and never decides over it again', async () => {
    const { id } = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    const record = await store.caseOf(id);
    await desk.act(record?.id ?? '', { do: 'reclassify', to: 'incident' }, 'ada');
    await desk.settled();
    await pass(100);
    expect((await store.decision(id))?.cause).toBe('correction');
    expect((await said()).filter((text) => text.startsWith('announce'))).toHaveLength(1);
    const edited = intake('e1', 'thanks');
    expect(await desk.amend(edited, edited.at + 1)).toBe('changed');
    await desk.settled();
    expect((await store.decision(id))?.decision.class).toBe('incident');
    expect(await store.corrections(10)).toMatchObject([
      { report: id, from: 'non-incident', to: 'incident', by: 'ada' },
    ]);
  });

  it('decides nothing over what a person said while edited words waited to be decided', async () => {
    const { id } = await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    await desk.stop();
    await store.transaction(async (records) => {
      await records.lockReport(id);
      await records.amendReport(id, 'thanks', Date.now());
      await records.reopenReport(id);
      const record = await records.caseOf(id);
      if (record !== null) await records.saveCase({ ...record, decidedBy: 'ada' });
    });
    desk = await start();
    await desk.settled();
    expect(await store.hasUndecided()).toBe(false);
    expect(await store.decisions(id)).toHaveLength(1);
    expect(await store.caseOf(id)).toMatchObject({ class: 'incident', decidedBy: 'ada' });
  });

  it('decides again when the words change, and edits what it said', async () => {
    const { id } = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    const edited = intake('e1', 'outage');
    await desk.amend(edited, edited.at + 1);
    await desk.settled();
    await pass(100);
    expect((await store.decision(id))?.decision.class).toBe('incident');
    expect((await said()).filter((text) => text.startsWith(`reply ${id} incident`))).not.toEqual([]);
  });

  it('makes nothing of an edit that changes no word', async () => {
    const { id } = await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    expect(await desk.amend(intake('e1', 'outage'), 9e12)).toBe('unchanged');
    expect(await store.decisions(id)).toHaveLength(1);
  });

  it('never accepts what was deleted before it came', async () => {
    expect(await desk.retract('e1')).toBe(false);
    await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    expect(await said()).toEqual([]);
  });

  it('sends an announcement that cannot be delivered to a second place', async () => {
    await desk.stop();
    const local = localChat({ store, now: Date.now });
    desk = await start({
      settings: {
        ...localSettings,
        backoffMs: { first: 10, longest: 20 },
        second: { destination: { kind: 'person', person: 'ada' }, afterTries: 3 },
      },
      chat: {
        ...local,
        async post(key, message) {
          if (message.destination.kind === 'channel')
            throw new DeliveryError('busy', 'the channel is closed');
          return local.post(key, message);
        },
      },
    });
    await desk.accept(intake('e1', 'outage'));
    await expect.poll(said).toContainEqual(expect.stringMatching(/^announce/));
    await expect
      .poll(async () => (await desk.health()).blocking)
      .toEqual(['1 announcements could not be delivered to their first destination']);
    await desk.stop();
  });

  it('is not ready while an announcement was given up, whether or not there is a second place', async () => {
    await desk.stop();
    const post = () => Promise.reject(new DeliveryError('refused', 'there is no such channel'));
    desk = await start({ chat: { ...localChat({ store, now: Date.now }), post } });
    await desk.accept(intake('e1', 'outage'));
    await expect
      .poll(async () => (await desk.health()).blocking)
      .toEqual(['1 announcements could not be delivered to their first destination']);
  });

  it('waits for a person with a report that no rule can decide, and goes on with the next', async () => {
    await desk.stop();
    const judge = { ...plainJudge, decide: () => Promise.reject(new Error('a broken rule')) };
    desk = await start({ judge });
    await desk.accept(intake('e1', 'outage'));
    await expect.poll(async () => (await store.facts()).stuck).toBe(1);
    await desk.stop();
    desk = await start();
    await desk.accept(intake('e2', 'outage'));
    await desk.settled();
    expect((await store.facts()).openCases).toBe(1);
  });

  it('erases the words of what is old and over, and keeps the class', async () => {
    await desk.stop();
    const { id } = await store.addReport(intake('e1', 'thanks to Anna'), 1);
    const open = await store.addReport(intake('e2', 'outage'), 1);
    desk = await start();
    await desk.settled();
    await desk.stop();
    desk = await start({ settings: { ...localSettings, retainMs: 86_400_000 } });
    await expect.poll(async () => (await store.report(id))?.report.text).toBe('');
    expect((await store.decision(id))?.decision.class).toBe('none');
    expect((await store.report(open.id))?.report.text).toBe('outage');
  });

  it('says what is wrong with it', async () => {
    expect((await desk.health()).problems).toEqual([]);
    await desk.stop();
    await store.addReport(intake('e1', 'x'), 1);
    await store.markUndecidable((await store.reports(1))[0]?.report.id ?? '', 'Error', true);
    expect((await desk.health()).problems).toEqual(['1 reports could not be decided and wait for a person']);
  });
});
