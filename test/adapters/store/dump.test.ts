import { beforeEach, expect, it } from 'vitest';
import { ImportError } from '../../../src/adapters/store/dump.js';
import type { Store } from '../../../src/desk/ports.js';
import type { Case } from '../../../src/router/index.js';
import { intake } from '../../desk/intakes.js';
import { onEachStore } from './each-store.js';

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function dumped(store: Store): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of store.dump()) lines.push(line);
  return lines;
}

const record: Case = {
  id: 'case',
  status: 'open',
  class: 'incident',
  area: null,
  severity: null,
  reports: [],
  openedAt: 1_000,
  acknowledged: null,
  resolved: null,
  decidedBy: null,
  ticket: null,
  card: null,
};

/** What each kind of store gave, for the other to take in. */
const given: (readonly string[])[] = [];

onEachStore('export and import', (kind) => {
  let full: readonly string[];
  let store: Store;

  beforeEach(async () => {
    store = await kind.fresh(() => 1_000);
    const odd = 'NUL \u0000, a lone surrogate \uD800, an emoji 😀';
    const { id } = await store.addReport(intake('e1', odd), 1_000);
    await store.addReport(intake('e2', 'x'), 1_000);
    const seen = {
      id,
      at: 1,
      user: 'u',
      partners: [],
      functions: ['f'],
      critical: [],
      complains: true,
      area: null,
      class: 'none',
      open: true,
    } as const;
    await store.remember(seen, ['function f', 'area a']);
    const effect = {
      key: 'k1',
      kind: 'reply',
      destination: { kind: 'thread' },
      template: 't',
      mentions: [],
      after: [],
    } as const;
    const plan = { report: id, route: 'r', effects: [effect, { ...effect, key: 'k2', after: ['k1'] }] };
    await store.addPlan(plan, null, 1, 1_000, () => ({ port: 'chat', lane: '#any' }));
    await store.addAudit({ at: 1, actor: 'a', what: 'w', subject: id });
    full = await dumped(store);
  });

  it('gives everything back, also from the other kind of store', async () => {
    // More rows than are read or written at once.
    for (let i = 0; i < 600; i++) await store.addReport(intake(`many-${i}`, 'x'), 1_000);
    given.push(await dumped(store));
    for (const lines of given) {
      const other = await kind.fresh(() => 1_000);
      expect(await other.restore(linesOf(lines))).toBe(lines.length - 2);
      expect(await dumped(other)).toEqual(lines);
      // Counting goes on after the rows that were taken in.
      expect((await other.addReport(intake('after', 'x'), 1_000)).accepted).toBe('new');
    }
  });

  it('tells of what happened lately, and of old cases that go on or have moved', async () => {
    const other = await kind.fresh(() => 5_000);
    const ids = new Map<string, string>();
    for (const [name, at, status] of [
      ['over', 1_000, 'resolved'],
      ['going on', 1_001, 'open'],
      ['moved', 1_002, 'resolved'],
      ['new', 3_000, null],
    ] as const) {
      const { id } = await other.addReport(intake(name, 'x'), at);
      ids.set(name, id);
      if (status === null) continue;
      await other.addCase({ ...record, id: `case ${name}`, status, reports: [id] });
      await other.addCaseEvent(`case ${name}`, { at, what: 'opened', by: 'desk' });
    }
    await other.addCaseEvent('case moved', { at: 3_000, what: 'resolved', by: 'ada' });
    // More than are read at once.
    for (let i = 0; i < 600; i++) await other.addReport(intake(`many-${i}`, 'x'), 3_000);
    const told: { readonly table?: string; readonly row?: Record<string, string> }[] = [];
    for await (const line of other.dumpLately(2_000)) told.push(JSON.parse(line));
    const named = (table: string, column: string) =>
      told.filter((line) => line.table === table).map(({ row }) => row?.[column]);
    expect(told[0]).toMatchObject({ format: 'triage-desk' });
    expect(named('reports', 'id')).toHaveLength(603);
    expect(new Set(named('reports', 'id')).size).toBe(603);
    expect(named('reports', 'id')).not.toContain(ids.get('over'));
    expect(named('cases', 'id').sort()).toEqual(['case going on', 'case moved']);
    expect(named('case_events', 'what').sort()).toEqual(['opened', 'opened', 'resolved']);
  });

  it('takes nothing into a store that holds something', async () => {
    await expect(store.restore(linesOf(full))).rejects.toThrow(/holds reports already/);
  });

  it.each([
    ['nothing', [], /line 1: found nothing/],
    ['no export', ['{"hello":1}'], /line 1: this is no export/],
    ['no JSON', ['{'], /line 1: this is no export/],
    ['a masked one', ['{"format":"triage-desk","tables":["masked"]}'], /line 1: the export is masked/],
  ])('refuses %s', async (_, lines, message) => {
    const other = await kind.fresh();
    await expect(other.restore(linesOf(lines))).rejects.toThrow(message);
  });

  it.each([
    [
      'is cut off',
      (lines: readonly string[]) => lines.slice(0, -1),
      /the export ends here, without the line/,
    ],
    [
      'is cut off in the last line',
      (lines: readonly string[]) => [...lines.slice(0, -1), '{"table":"en'],
      /no row of/,
    ],
    ['lacks a row', (lines: readonly string[]) => lines.toSpliced(-2, 1), /rows before it, expected/],
    [
      'goes on after its end',
      (lines: readonly string[]) => [...lines, ...lines.slice(-2)],
      /expected nothing after/,
    ],
  ])('takes nothing in of an export that %s', async (_, damage, message) => {
    const other = await kind.fresh();
    await expect(other.restore(linesOf(damage(full)))).rejects.toThrow(message);
    expect(await dumped(other)).toHaveLength((await dumped(await kind.fresh())).length);
  });

  it.each([
    ['a line cut short', (lines: readonly string[]) => [...lines.slice(0, 3), '{"table":"rep']],
    [
      'an unknown table',
      (lines: readonly string[]) => [...lines.slice(0, 3), '{"table":"pg_user","row":{}}'],
    ],
    [
      'an unknown column',
      (lines: readonly string[]) => [...lines.slice(0, 3), '{"table":"lanes","row":{"x":1}}'],
    ],
  ])('takes nothing in when it meets %s, and names the line', async (_, damage) => {
    const other = await kind.fresh();
    const failing = other.restore(linesOf(damage(full)));
    await expect(failing).rejects.toThrow(ImportError);
    await expect(failing).rejects.toThrow(/^line 4: /);
    expect(await other.reports(10)).toEqual([]);
  });
});
