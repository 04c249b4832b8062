import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ClassifierRulebook,
  classifyTogether,
  partnersTogether,
  type Report,
  type SeenReport,
} from '../../src/classifier/index.js';
import { readRulebook } from '../../src/rulebook/read.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

const noon = Date.UTC(2024, 2, 5, 12);
const minutes = (count: number) => count * 60_000;

const seen = (more: Partial<SeenReport>): SeenReport => ({
  id: 'earlier',
  at: noon - minutes(5),
  user: 'U1',
  partners: ['a'],
  functions: ['login'],
  critical: [],
  complains: true,
  area: 'accounts',
  class: 'non-incident',
  open: true,
  ...more,
});

const now = {
  at: noon,
  user: 'U2',
  partners: ['b'],
  functions: ['login'],
  complains: true,
  critical: ['login'],
  area: 'accounts',
};
const value = { partners: 2, within: 30, functions: 'critical', same: 'function' } as const;

describe('partners together', () => {
  it.each([
    ['another partner with the same function', {}, 2],
    ['the same partner again, told by somebody else', { partners: ['b'] }, 1],
    ['a report older than the window', { at: noon - minutes(31) }, 1],
    ['a report at the edge of the window', { at: noon - minutes(30) }, 2],
    ['a matter that is over', { open: false }, 1],
    ['another function of another area', { functions: ['payment'], area: 'payments' }, 1],
    ['another failing function of the same area', { functions: ['sign-up'] }, 2],
    ['a report of the area in which nothing fails', { functions: [] }, 1],
    ['no partner named, by somebody else', { partners: [] }, 2],
    ['no partner named, by the same person', { partners: [], user: 'U2' }, 1],
    ['two partners at once', { partners: ['a', 'c'] }, 3],
  ])('%s', (_, more, partners) => {
    expect(partnersTogether({ ...now, window: [seen(more)] }, value).partners).toBe(partners);
  });

  it('counts nobody when nothing critical fails in this report', () => {
    const calm = { ...now, critical: [], window: [seen({})] };
    expect(partnersTogether(calm, value)).toEqual({ partners: 0, with: [] });
  });

  it('names the reports of others, and leaves out repetitions of oneself', () => {
    const window = [seen({ id: 'same', partners: ['b'] }), seen({ id: 'other' })];
    expect(partnersTogether({ ...now, window }, value).with.map(({ id }) => id)).toEqual(['other']);
  });
});

describe('complaints about one area', () => {
  const sameArea = { partners: 3, within: 30, functions: null, same: 'area' } as const;
  const calm = { ...now, functions: [], critical: [] };
  const other = (partner: string, more: Partial<SeenReport> = {}) =>
    seen({ id: partner, partners: [partner], user: `U-${partner}`, functions: [], ...more });

  it.each([
    ["three partners, no failing function in anybody's words", [other('c'), other('d')], 3],
    ['one of them only asks or requests', [other('c'), other('d', { complains: false })], 2],
    ['one of them is about something else', [other('c'), other('d', { area: 'email' })], 2],
    ['one is over', [other('c'), other('d', { open: false })], 2],
  ])('%s', (_, window, partners) => {
    expect(partnersTogether({ ...calm, window }, sameArea).partners).toBe(partners);
  });

  it('a question or a request of this report joins nothing', () => {
    expect(partnersTogether({ ...calm, complains: false, window: [other('c')] }, sameArea).partners).toBe(0);
  });

  it('what no area claims has nothing in common', () => {
    const elsewhere = { ...calm, area: 'other', window: [other('c', { area: 'other' })] };
    expect(partnersTogether(elsewhere, sameArea).partners).toBe(1);
    expect(
      partnersTogether({ ...elsewhere, functions: ['login'], critical: ['login'] }, value).partners,
    ).toBe(1);
  });

  it('asked for a critical function, one of them must name it as failing', () => {
    const critical = { ...sameArea, functions: 'critical' } as const;
    expect(partnersTogether({ ...calm, window: [other('c')] }, critical).partners).toBe(0);
    expect(
      partnersTogether({ ...calm, window: [other('c', { critical: ['login'] })] }, critical).partners,
    ).toBe(2);
  });
});

describe('a stream of reports', () => {
  let rulebook: ClassifierRulebook;
  beforeAll(async () => {
    const read = await readRulebook(smallRulebook());
    if (read.rulebook === null) throw new Error('the small rulebook has problems');
    rulebook = read.rulebook;
  });
  const said = (id: string, partner: string, after: number, text = 'login is broken'): Report => ({
    id,
    text,
    partner,
    source: { kind: 'human', channel: 'gallery-help', user: `user of ${partner}` },
    at: noon + minutes(after),
    utcOffset: 0,
  });

  it('promotes the earlier report once the second partner tells the same', async () => {
    const [a, b] = await classifyTogether([said('a', 'A', 0), said('b', 'B', 12)], rulebook);
    expect(a?.first.class).not.toBe('incident');
    expect(a?.final).toMatchObject({ class: 'incident', correlation: { with: ['b'] } });
    expect(b?.first).toMatchObject({
      class: 'incident',
      correlation: { rule: 'several-partners-failing', with: ['a'] },
    });
  });

  it('reads the stream by time, whatever the order of its lines', async () => {
    const [b, a] = await classifyTogether([said('b', 'B', 12), said('a', 'A', 0)], rulebook);
    expect([a?.final.class, b?.first.class]).toEqual(['incident', 'incident']);
  });

  it('leaves a partner who repeats herself alone', async () => {
    const decisions = await classifyTogether(
      [0, 5, 9].map((at) => said(`r${at}`, 'A', at)),
      rulebook,
    );
    expect(decisions.map(({ final }) => final.correlation)).toEqual([null, null, null]);
  });

  it('gives a decision alone when nothing correlates', async () => {
    const decisions = await classifyTogether([said('a', 'A', 0), said('b', 'B', 45)], rulebook);
    for (const { first, final } of decisions) expect(final).toBe(first);
  });
});
