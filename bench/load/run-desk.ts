// The desk as people start it, in a process of its own, with the time until it can be asked.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A desk process that listens. */
export interface RunningDesk {
  readonly pid: number;
  readonly url: string;
  /** From starting the process until it listened, and until it said that it is ready, in milliseconds. */
  readonly listeningMs: number;
  readonly readyMs: number;
  /** Processor time until then, in milliseconds: on a busy machine it says more. */
  readonly cpuMs: number;
  /** Ends it in good order; gives the exit code. */
  stop(): Promise<number | null>;
}

const bin = fileURLToPath(new URL('../../bin/triage.js', import.meta.url));

/** Starts a desk on a data folder, on PostgreSQL where an address is given; throws when it is not ready in a minute. */
export async function runDesk(folder: string, database?: string): Promise<RunningDesk> {
  const begun = performance.now();
  const child = spawn(process.execPath, [bin, 'start'], {
    env: {
      PATH: process.env.PATH ?? '',
      TRIAGE_DATA: folder,
      TRIAGE_PORT: '0',
      TRIAGE_LOG: process.env.TRIAGE_LOG ?? 'error',
      ...(database === undefined ? {} : { DATABASE_URL: database }),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    return ended;
  };
  const access = join(folder, 'desk.json');
  try {
    await until(() => existsSync(access));
    const listeningMs = performance.now() - begun;
    const { url } = JSON.parse(readFileSync(access, 'utf8')) as { readonly url: string };
    await until(async () => (await fetch(`${url}/readyz`)).ok);
    const readyMs = performance.now() - begun;
    return { pid: child.pid ?? 0, url, listeningMs, readyMs, cpuMs: cpuOf(child.pid ?? 0), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** User and system time of a process; the kernel counts it in hundredths of a second. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await so())) {
    if (performance.now() > end) throw new Error('the desk was not ready within a minute');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
