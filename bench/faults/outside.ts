// The outside world of the fault harness: chat, backlog and board behind one HTTP server, which record every call
// and answer badly on purpose. It lives in the harness, so that it survives the desks that are killed.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PortName } from '../../src/desk/records.js';

/** What became of one call; `lost-…` cut the connection before or after the effect. */
export type Fate = 'answered' | 'lost-before' | 'lost-after' | 'busy' | 'broken' | 'slow';

/** A thing that was made outside. */
export interface Made {
  readonly key: string;
  readonly port: PortName;
  readonly ref: string;
  text: string;
  readonly at: number;
  /** Said on something that was made before. */
  readonly note: boolean;
  withdrawn: boolean;
}

export interface OutsideOptions {
  readonly random: () => number;
  /** Part of the calls that end badly, 0 to 1. */
  readonly trouble: number;
  /** True: a second call with one key makes nothing, as a well-made neighbour would. */
  readonly enforcesKeys: boolean;
  /** How long what was made cannot be found yet, in milliseconds. */
  readonly lagMs: number;
  /** How long a slow answer takes; longer than the desk waits. */
  readonly slowMs: number;
  /**
   * How long the desk waits: a call that this machine left lying for longer is lost on its way. Carried out after the
   * desk has given it up and looked, it would be made twice, which says nothing about the desk. Without it all are
   * carried out.
   */
  readonly patienceMs?: number;
}

export interface Outside {
  readonly url: string;
  readonly made: readonly Made[];
  /** Things that were said and were not so when they were said. */
  readonly untruths: readonly string[];
  readonly calls: () => number;
  /** From now on everything is answered as it should be. */
  behave(): void;
  close(): Promise<void>;
}

interface Call {
  /** When it was sent, in milliseconds since 1970. */
  readonly sentAt: number;
  readonly port: PortName;
  readonly verb: 'make' | 'find' | 'find-all' | 'edit' | 'withdraw' | 'note';
  readonly key: string;
  readonly ref: string;
  readonly text: string;
}

/** Starts the outside world on a free port. */
export async function startOutside(options: OutsideOptions): Promise<Outside> {
  const made: Made[] = [];
  const untruths: string[] = [];
  let { trouble } = options;
  let calls = 0;

  const carryOut = (call: Call): object => {
    const known = made.filter(({ key, port }) => key === call.key && port === call.port);
    switch (call.verb) {
      case 'find': {
        const visible = known.find(({ at }) => at + options.lagMs <= Date.now());
        return { ref: visible?.ref ?? null };
      }
      case 'find-all':
        return {
          refs: known
            .filter(({ at, withdrawn }) => at + options.lagMs <= Date.now() && !withdrawn)
            .map(({ ref }) => ref),
        };
      case 'make': {
        const [first] = known;
        if (first !== undefined && options.enforcesKeys) return { ref: first.ref };
        const ref = `${call.port}-${made.length + 1}`;
        made.push(thing(call, ref, false));
        untruths.push(...untrue(call.text));
        return { ref };
      }
      case 'edit':
      case 'withdraw': {
        const target = made.find(({ ref }) => ref === call.ref);
        if (target === undefined) untruths.push(`${call.verb} of ${call.ref}, which does not exist`);
        else if (call.verb === 'edit') target.text = call.text;
        else target.withdrawn = true;
        untruths.push(...untrue(call.text));
        return {};
      }
      // Ports promise one note per key, so their adapters look for it first.
      case 'note': {
        if (known.length > 0) return {};
        const ref = `${call.ref}, note ${made.length + 1}`;
        made.push(thing(call, ref, true));
        return {};
      }
    }
  };

  const untrue = (text: string): readonly string[] =>
    [...text.matchAll(/(?:ticket|card)=(\S+)/g)]
      .map((found) => found[1] ?? '')
      .filter((ref) => ref !== 'none' && !made.some((each) => each.ref === ref))
      .map((ref) => `"${text}" names ${ref}, which does not exist`);

  const fate = ({ sentAt }: Call): Fate => {
    if (Date.now() - sentAt > (options.patienceMs ?? Number.POSITIVE_INFINITY)) return 'lost-before';
    if (options.random() >= trouble) return 'answered';
    const fates = ['lost-before', 'lost-after', 'busy', 'broken', 'slow'] as const;
    return fates[Math.floor(options.random() * fates.length)] ?? 'answered';
  };

  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      calls += 1;
      const call = JSON.parse(body) as Call;
      const answer = (status: number, value: object): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      };
      switch (fate(call)) {
        case 'answered':
          return answer(200, carryOut(call));
        case 'lost-before':
          return void request.socket.destroy();
        case 'lost-after':
          carryOut(call);
          return void request.socket.destroy();
        case 'busy':
          return answer(429, { retryAfterMs: 20 });
        case 'broken':
          return answer(500, {});
        case 'slow': {
          const value = carryOut(call);
          setTimeout(() => answer(200, value), options.slowMs);
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    made,
    untruths,
    calls: () => calls,
    behave() {
      trouble = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function thing({ key, port, text }: Call, ref: string, note: boolean): Made {
  return { key, port, ref, text, at: Date.now(), note, withdrawn: false };
}
