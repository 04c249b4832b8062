// The terminal as a port: results go to `out`, talk goes to `talk`, and nothing else writes to either.

import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { EXIT } from './exit.js';

/** What a verb may use of the process that runs it. */
export interface Terminal {
  /** A result, to standard output; resolves once the pipe can take more. */
  out(text: string): Promise<void>;
  /** Talk, to standard error. */
  talk(text: string): void;
  readonly input: AsyncIterable<Uint8Array>;
  /** Standard input is a person's keyboard. */
  readonly interactive: boolean;
  /** Standard output shows colours. */
  readonly colour: boolean;
  /** Columns to wrap at. */
  readonly width: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** The real terminal of this process. */
export function processTerminal(): Terminal {
  process.stdout.on('error', endWithOutput);
  return {
    out: (text) =>
      process.stdout.write(text)
        ? Promise.resolve()
        : new Promise((resolve) => process.stdout.once('drain', () => resolve())),
    talk: (text) => void process.stderr.write(text),
    // Opened when it is read: most verbs never do.
    get input() {
      return process.stdin;
    },
    interactive: isatty(0),
    colour: wantsColour(process.stdout.isTTY === true, process.env),
    width: Math.min(process.stdout.columns ?? 100, 120),
    env: process.env,
    now: () => Date.now(),
  };
}

function endWithOutput(error: NodeJS.ErrnoException): never {
  // `triage classify … | head` closes the pipe early: that is the reader's right, not our failure.
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  const what = error.code === 'ENOSPC' ? 'the disk is full' : 'it cannot be written';
  writeSync(
    2,
    `triage: standard output: ${what} (${error.code ?? error.name}). What is missing was not printed.\n`,
  );
  process.exit(EXIT.usage);
}

// https://no-color.org and https://force-color.org
function wantsColour(tty: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return tty && env.TERM !== 'dumb';
}
