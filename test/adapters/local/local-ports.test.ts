import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkRota } from '../../../src/adapters/calendar/check-rota.js';
import { localBacklog } from '../../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../../src/adapters/local/local-board.js';
import { localChat } from '../../../src/adapters/local/local-chat.js';
import { localRota, pairByTurns } from '../../../src/adapters/local/local-rota.js';
import { localRotation } from '../../../src/adapters/local/local-rotation.js';
import { openSqliteStore } from '../../../src/adapters/store/open-store.js';
import type { Directory } from '../../../src/router/index.js';
import { backlogContract, boardContract, chatContract, rotaContract } from '../../support/port-contracts.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const settle = (): void => {};

describe('the local backlog', () => {
  backlogContract(async () => ({ backlog: localBacklog(await desk()), settle }));
});

describe('the local chat', () => {
  chatContract(async () => ({
    chat: localChat(await desk()),
    report: { id: 'message-1', url: null },
    person: 'ann-engineer',
  }));
});

describe('the local board', () => {
  boardContract(async () => ({ board: localBoard(await desk()), settle }));
});

describe('the local rota', () => {
  const person = (id: string) => ({ id, name: id });
  const area = (name: string) => ({
    name,
    title: name,
    pm: 'x',
    pointPerson: name,
    standIn: null,
    component: '',
    playbook: null,
  });
  const directory: Directory = {
    areas: ['a', 'b', 'c'].map(area),
    people: ['a', 'b', 'c'].map(person),
    groups: {},
  };

  rotaContract(async () => ({ rota: localRota(directory), from: Date.UTC(2026, 1, 2, 17) }));

  it('has two people at any time, and one of them stays when the other changes', async () => {
    const rota = localRota(directory);
    const start = Date.UTC(2026, 0, 5, 12);
    const weeks = await Promise.all(Array.from({ length: 6 }, (_, i) => rota.at(start + i * 7 * 86_400_000)));
    for (const [i, pair] of weeks.entries()) {
      expect(pair).toHaveLength(2);
      if (i > 0) expect(pair.filter((id) => weeks[i - 1]?.includes(id))).toHaveLength(1);
    }
  });

  it('has two-day shifts between Christmas and New Year, nobody twice in a row', () => {
    const many = { ...directory, areas: ['a', 'b', 'c', 'd', 'e'].map(area) };
    const everybody = { ...many, people: ['a', 'b', 'c', 'd', 'e'].map(person) };
    const at = (day: number): number => Date.UTC(2026, 11, day, 16);
    const pairs = [24, 26, 28, 30].map((day) => pairByTurns(everybody, at(day)));
    for (const [i, pair] of pairs.entries()) {
      expect(pair).toHaveLength(2);
      const before = pairs[i - 1] ?? pairByTurns(everybody, at(24) - 1);
      expect(pair.filter((id) => before.includes(id))).toEqual([]);
      expect(pairByTurns(everybody, at(24 + 2 * i) + 2 * 86_400_000 - 1)).toEqual(pair);
    }
    const { shifts } = localRotation(everybody, at(1), at(1) + 90 * 86_400_000);
    const problems = checkRota({ shifts, nobodyKnown: [] }, everybody, at(2), 'America/New_York');
    expect(problems.map(({ text }) => text)).toEqual([]);
  });

  it('tells its shifts as a calendar would: two weeks each, without gaps', () => {
    const { shifts } = localRotation(directory, Date.UTC(2026, 0, 5, 16), Date.UTC(2026, 2, 2, 16));
    const whole = shifts.slice(2, -2).map(({ from, to }) => (to - from) / 86_400_000);
    expect(new Set(whole)).toEqual(new Set([14]));
  });
});

async function desk() {
  const folder = mkdtempSync(join(tmpdir(), 'triage-local-'));
  const store = await openSqliteStore(folder);
  closing.push(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return { store, now: () => Date.UTC(2026, 2, 9, 12) };
}
