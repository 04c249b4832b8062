import { describe, expect, it } from 'vitest';
import { createSessions } from '../../../src/web/page/sessions.js';
import type { Visitor } from '../../../src/web/page/shapes.js';

const ada: Visitor = { person: 'ada', may: 'act' };
const tokens = new Map([['a-token-of-some-length', ada]]);

describe('sessions of the page', () => {
  it('know whoever has a token, and nobody else', () => {
    const sessions = createSessions(tokens, () => 0);
    expect(sessions.login('another-token-of-length')).toBe('wrong');
    const session = sessions.login('a-token-of-some-length');
    if (typeof session === 'string') throw new Error('not let in');
    expect(sessions.find(session.id)?.visitor).toEqual(ada);
    sessions.end(session.id);
    expect(sessions.find(session.id)).toBeNull();
  });

  it('end after half a day', () => {
    let now = 0;
    const sessions = createSessions(tokens, () => now);
    const { id } = sessions.begin();
    now = 12 * 3_600_000 + 1;
    expect(sessions.find(id)).toBeNull();
  });

  it('take no more guesses for a minute after ten wrong ones', () => {
    let now = 0;
    const sessions = createSessions(tokens, () => now);
    for (let i = 0; i < 10; i++) expect(sessions.login(`wrong-${i}`)).toBe('wrong');
    expect(sessions.login('a-token-of-some-length')).toBe('late');
    now = 61_000;
    expect(sessions.login('a-token-of-some-length')).toMatchObject({ visitor: ada });
  });
});
