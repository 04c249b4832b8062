import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Intake } from '../../src/desk/records.js';
import type { DeskProcessTerms } from './desk-process.js';
import { argumentsToRun } from './run-typescript.js';

// Starting is most of a short life: what Node compiled for one is kept for the next.
const compiled = join(tmpdir(), 'triage-faults-compiled');

/** A desk process under the harness's hand. */
export interface DeskRunner {
  /** Hands a report over; `stored` is called once the desk has said so. */
  hand(intake: Intake): void;
  /** Resolves when the desk has nothing left to do; gives the number of its steps. Rejects when it dies first. */
  settled(): Promise<number>;
  /** Resolves when the desk has stopped itself. */
  frozen(): Promise<void>;
  /** From reading a claim to the call that it allows, in milliseconds, for the calls until the desk settled. */
  readonly windows: () => readonly number[];
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
}

/** Starts a desk process; resolves when it is at work, or gone already. */
export async function runDesk(terms: DeskProcessTerms, stored: (event: string) => void): Promise<DeskRunner> {
  const child: ChildProcess = spawn(
    process.execPath,
    [...argumentsToRun(new URL('./desk-process.ts', import.meta.url)), JSON.stringify(terms)],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: compiled } },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let onSettled: (steps: number) => void = () => {};
  let windows: readonly number[] = [];
  child.stdin?.on('error', () => {});
  const ready = new Promise<void>((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, rest = ''] = line.split(/ (.*)/);
      if (word === 'ready') resolve();
      if (word === 'stored') stored(rest);
      if (word !== 'settled') return;
      const [steps, measured = '[]'] = rest.split(' ');
      windows = JSON.parse(measured);
      onSettled(Number(steps));
    });
  });
  await Promise.race([ready, gone]);
  const tell = (line: string): void => void child.stdin?.write(`${line}\n`);
  return {
    hand: (intake) => tell(JSON.stringify(intake)),
    async settled() {
      const quiet = new Promise<number>((resolve) => {
        onSettled = resolve;
      });
      tell('settle');
      const died = gone.then(() => Promise.reject(new Error('the desk died')));
      return Promise.race([quiet, died]);
    },
    windows: () => windows,
    async frozen() {
      const state = (): string =>
        readFileSync(`/proc/${child.pid}/stat`, 'utf8').replace(/^.*\) /, '')[0] ?? '';
      while (state() !== 'T') await new Promise((resolve) => setTimeout(resolve, 20));
    },
    signal: (name) => void child.kill(name),
    async stop() {
      tell('stop');
      await gone;
    },
    gone,
  };
}
