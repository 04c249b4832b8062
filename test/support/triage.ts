// Runs the command line as a person does: the real bin in a process of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const bin = resolve(import.meta.dirname, '../../bin/triage.js');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one verb to its end. */
export function triage(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { child, output } = begin(args, options.env);
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input ?? '');
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, ...output }));
  });
}

/** A verb that goes on running, like `start`. */
export interface Running {
  readonly output: { stdout: string; stderr: string };
  /** Resolves when the given text has been printed on either stream; rejects when the process ends first. */
  says(text: string): Promise<void>;
  /** Sends a signal and resolves with the end of the process. */
  stop(signal: NodeJS.Signals): Promise<Run>;
}

/** Starts a verb that goes on running. */
export function triageRunning(args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const { child, output } = begin(args, env);
  const ended = new Promise<Run>((done) => child.once('close', (code) => done({ code, ...output })));
  return {
    output,
    says: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (!(output.stdout + output.stderr).includes(text)) return;
          clearInterval(timer);
          done();
        };
        const timer = setInterval(look, 10);
        void ended.then((run) => {
          clearInterval(timer);
          look();
          fail(new Error(`ended with ${run.code} before it said "${text}":\n${run.stdout}${run.stderr}`));
        });
      }),
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

function begin(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { child: ChildProcess; output: { stdout: string; stderr: string } } {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env.PATH ?? '', TZ: 'America/New_York', ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return { child, output };
}
