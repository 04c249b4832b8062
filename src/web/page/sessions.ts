// Who may look at the page, and do what: sessions in memory, behind a cookie that no script reads.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Visitor } from './shapes.js';

/** Someone who has come in. */
export interface Session {
  readonly id: string;
  readonly visitor: Visitor;
  /** Known to pages of this address alone: a foreign page cannot send it along. */
  readonly csrf: string;
}

/** Sessions of one desk. */
export interface Sessions {
  /** A token is asked for. */
  readonly needLogin: boolean;
  find(id: string | undefined): Session | null;
  /** For whoever has a token; `late` after too many wrong ones. */
  login(token: string): Session | 'wrong' | 'late';
  /** For whoever sits at the machine, where no token is asked for. */
  begin(): Session;
  end(id: string): void;
}

const lifeMs = 12 * 3_600_000;
const mostSessions = 1_000;
const wrongPerMinute = 10;

/** Sessions by tokens; without any token, whoever reaches the address may act as anybody. `now` is in milliseconds. */
export function createSessions(tokens: ReadonlyMap<string, Visitor>, now: () => number): Sessions {
  const open = new Map<string, Session & { readonly until: number }>();
  let wrong: number[] = [];

  const begin = (visitor: Visitor): Session => {
    const [oldest] = open.keys();
    if (open.size >= mostSessions && oldest !== undefined) open.delete(oldest);
    const session = { id: secret(), csrf: secret(), visitor, until: now() + lifeMs };
    open.set(session.id, session);
    return session;
  };

  return {
    needLogin: tokens.size > 0,
    begin: () => begin({ person: null, may: 'act' }),
    find(id) {
      const session = id === undefined ? undefined : open.get(id);
      if (session === undefined || session.until < now()) return null;
      return session;
    },
    login(token) {
      wrong = wrong.filter((at) => at > now() - 60_000);
      if (wrong.length >= wrongPerMinute) return 'late';
      const visitor = visitorOf(token, tokens);
      if (visitor !== null) return begin(visitor);
      wrong.push(now());
      return 'wrong';
    },
    end: (id) => void open.delete(id),
  };
}

/** Compares with every token, so that the time it takes tells nothing. */
function visitorOf(given: string, tokens: ReadonlyMap<string, Visitor>): Visitor | null {
  let found: Visitor | null = null;
  for (const [token, visitor] of tokens) {
    const [one, other] = [Buffer.from(token), Buffer.from(given)];
    if (one.length === other.length && timingSafeEqual(one, other)) found = visitor;
  }
  return found;
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
