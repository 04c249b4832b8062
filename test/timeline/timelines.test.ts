import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPostgresStore, openSqliteStore } from '../../src/adapters/store/open-store.js';
import { loadRulebookFolder } from '../../src/rulebook/index.js';
import { playTimeline, readTimeline } from '../../src/timeline/index.js';
import { havePostgres, startCluster } from '../helpers/postgres.js';

const folder = resolve(import.meta.dirname, '../../fixtures/timelines');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const { rulebook } = await loadRulebookFolder(resolve(import.meta.dirname, '../../rules'));
if (rulebook === null) throw new Error('the shipped rules cannot be used');
const { zone } = rulebook.routing.policy;

const play = async (text: string): Promise<readonly string[]> => {
  const data = mkdtempSync(join(tmpdir(), 'timeline-'));
  try {
    const timeline = readTimeline(text, zone);
    return (await playTimeline(timeline, { rulebook, openStore: (now) => openSqliteStore(data, now) }))
      .problems;
  } finally {
    rmSync(data, { recursive: true });
  }
};

describe('the scripted weeks', () => {
  it('are at least twelve', () => {
    expect(files.length).toBeGreaterThanOrEqual(12);
  });

  it.each(files)('%s goes as it is told', { timeout: 120_000 }, async (file) => {
    expect(await play(readFileSync(join(folder, file), 'utf8'))).toEqual([]);
  });
});

describe.runIf(havePostgres('a scripted week on PostgreSQL'))('on PostgreSQL', () => {
  it('a week goes the same way', { timeout: 240_000 }, async () => {
    const cluster = await startCluster();
    try {
      const url = await cluster.freshSchema();
      const text = readFileSync(join(folder, 'incident-in-hours.yaml'), 'utf8');
      const stage = { rulebook, openStore: (now: () => number) => openPostgresStore(url, { now }) };
      expect((await playTimeline(readTimeline(text, zone), stage)).problems).toEqual([]);
    } finally {
      await cluster.stop();
    }
  });
});

describe('a timeline that tells something else than what happens', () => {
  const script = (expected: string): string => `
what: One ticket.
rota: [{ from: 2026-03-09 11:00, until: 2026-03-16 11:00, people: [engineer-payments, engineer-auctions] }]
script:
  - at: 2026-03-10 10:00
    report: typo
    says: The artist name on one artwork page is misspelt
    expect: [${expected}]
`;
  const all = "{ ticket: misspelt }, { to: thread typo, says: I've opened a ticket }";

  it.each([
    ['nothing is wrong when all is told', all, /^$/],
    ['a message is not told of', '{ ticket: misspelt }', /nobody expected this: .*said thread typo/],
    ['a ticket is not told of', "{ to: thread typo, says: I've opened }", /nobody expected this: .*ticket/],
    [
      'other words are told',
      '{ ticket: misspelt }, { to: thread typo, says: outage }',
      /nobody saw .*outage/,
    ],
    [
      'a call is told that nobody gets',
      `{ ticket: misspelt }, { to: thread typo, mentions: [ada] }`,
      /nobody saw/,
    ],
    [
      'a state is told that is not so',
      `${all}, { case: typo, status: resolved }`,
      /status .* is open, not resolved/,
    ],
  ])('%s', async (_, expected, problem) => {
    expect((await play(script(expected))).join('\n')).toMatch(problem);
  });
});
