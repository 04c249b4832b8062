// Every example that support-process.md gives of a class, said in several ways, none of them a fixture.

import { beforeAll, describe, expect, it } from 'vitest';
import { classify, classifyTogether, type Report } from '../src/classifier/index.js';
import { rulebookFor } from '../src/cli/rulebook.js';
import type { Rulebook } from '../src/rulebook/index.js';

let rulebook: Rulebook;
beforeAll(async () => {
  rulebook = await rulebookFor(undefined);
});

const noon = Date.UTC(2026, 2, 4, 17);

function report(text: string, source: Partial<Report['source']> = {}, minute = 0, partner?: string): Report {
  return {
    id: `${minute}-${text.slice(0, 20)}`,
    text,
    source: { kind: 'human', channel: 'gallery-help', user: `U${minute}`, ...source },
    at: noon + minute * 60_000,
    utcOffset: -300,
    ...(partner === undefined ? {} : { partner }),
  };
}

describe('incidents of the process', () => {
  it.each([
    [
      'payments do not succeed',
      ['Kestrel Editions', 'Maison Dufresne', 'Atelier Nord'],
      (who: string) => `Intercom: payments are not going through for ${who}`,
    ],
    [
      'logins fail',
      ['Galería Sur', 'Okada Projects', 'Vela Arts'],
      (who: string) => `${who} can't log in, the password is right`,
    ],
  ])('several partners at once: %s', async (_, partners, say) => {
    const reports = partners.map((who, i) => report(say(who), {}, i * 7, who));
    const decided = await classifyTogether(reports, rulebook);
    expect(decided.map(({ final }) => final.class)).toEqual(['incident', 'incident', 'incident']);
  });

  it.each([
    'The auction opens in an hour and none of its artworks are available',
    "Tonight's sale starts at 6 and the lots aren't showing, all of them are missing",
  ])('auction artworks not available before it opens: %s', async (text) => {
    expect((await classify(report(text), rulebook)).class).toBe('incident');
  });

  it.each([
    '[Triggered] disk usage above 80 % on db-3',
    'Pingdom: www check is DOWN',
    'cpu is a bit high on a staging worker',
  ])('any automated alert in #incidents: %s', async (text) => {
    const decision = await classify(report(text, { kind: 'automated', channel: 'incidents' }), rulebook);
    expect(decision.class).toBe('incident');
    expect(decision.firings[0]?.decisive).toBe(true);
  });

  it.each(['the site is down', 'artsy.net does not load for anyone', 'everything returns 500'])(
    'downtime wakes: %s',
    async (text) => {
      expect(await classify(report(text), rulebook)).toMatchObject({ class: 'incident', wakes: true });
    },
  );
});

describe('non-incidents of the process', () => {
  it.each([
    'Charge details for Galería Sur need updating',
    'Please update the credit card we charge for Vela Arts, it expires next month',
    'Single partner cannot access CMS: Maison Dufresne, all others are fine',
    'One of my galleries is locked out of CMS, can someone look when there is time?',
    'How come the new drawing by Lin is not showing up in the trending works?',
    "How come it's not showing up in the artist's page? The gallery uploaded it last week",
    'The picture of this artwork looks darker on the site than in the file we sent',
  ])('%s', async (text) => {
    expect((await classify(report(text), rulebook)).class).toBe('non-incident');
  });
});

describe('urgent non-incidents of the process', () => {
  it.each([
    'A bid needs changing before the auction starts tonight at 7',
    'The absentee bid of paddle 412 on lot 7 must be lowered to 9,000 before the auction opens at 6 pm',
  ])('%s', async (text) => {
    const decision = await classify(report(text), rulebook);
    expect(decision).toMatchObject({ class: 'urgent-non-incident', area: 'auctions' });
    expect(decision.deadline).not.toBeNull();
  });
});

describe('no report at all', () => {
  it.each(['thanks everyone!', 'good morning, I take over from Kim', 'deployed force v2.3.1 to production'])(
    '%s',
    async (text) => {
      expect((await classify(report(text), rulebook)).class).toBe('none');
    },
  );

  it.each(['[Recovered] 5xx rate on web', 'TEST ALERT, please ignore'])(
    'over, or a test, in #incidents: %s',
    async (text) => {
      expect(
        (await classify(report(text, { kind: 'automated', channel: 'incidents' }), rulebook)).class,
      ).toBe('none');
    },
  );
});
