// A throw-away PostgreSQL cluster in a temporary folder, reached through a socket in that folder only.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A running cluster. */
export interface Cluster {
  /** Address of a new, empty schema on it: as good as a database of its own, and made in no time. */
  freshSchema(): Promise<string>;
  /** Stops the server at once, as if the machine had lost it. */
  kill(): Promise<void>;
  /** Starts it again on the same folder. */
  start(): Promise<void>;
  /**
   * The server and all its connections stand still, or only the connections there are now, as if the network were cut;
   * the returned function wakes them.
   */
  freeze(which: 'all' | 'connections'): () => void;
  stop(): Promise<void>;
}

/**
 * True when PostgreSQL is installed. Without it one line says what is left out; in CI its absence is an error.
 */
export function havePostgres(leftOut: string): boolean {
  if (binaries() !== null) return true;
  if (process.env.CI === 'true') throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  process.stderr.write(`PostgreSQL is not installed, left out: ${leftOut}\n`);
  return false;
}

/**
 * Makes a cluster and starts it; the server runs as a user without rights, since it refuses root. `durable`: it waits
 * for the disk, as a real one does, which tests need not.
 */
export async function startCluster({ durable = false } = {}): Promise<Cluster> {
  const folder = binaries();
  if (folder === null) throw new Error('PostgreSQL is not installed');
  const home = mkdtempSync(join(tmpdir(), 'pg-'));
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid);
  const data = join(home, 'data');
  const run = { ...user, cwd: home, stdio: 'ignore' } as const;
  execFileSync(
    join(folder, 'initdb'),
    ['-D', data, '-U', 'desk', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    run,
  );

  let server: ChildProcess | null = null;
  let count = 0;
  const address = (database: string): string =>
    `postgresql://desk@/${database}?host=${encodeURIComponent(home)}`;
  const start = async (): Promise<void> => {
    const settings = [
      `fsync=${durable ? 'on' : 'off'}`,
      'max_connections=60',
      'listen_addresses=',
      `unix_socket_directories=${home}`,
    ];
    server = spawn(join(folder, 'postgres'), ['-D', data, ...settings.flatMap((each) => ['-c', each])], run);
    await answers(address('postgres'));
  };
  const end = (signal: 'SIGQUIT' | 'SIGINT'): Promise<void> =>
    new Promise((resolve) => {
      if (server === null || server.exitCode !== null) return resolve();
      server.once('exit', () => resolve());
      server.kill(signal);
    });

  await start();
  return {
    async freshSchema() {
      count += 1;
      await ask(address('postgres'), `create schema desk${count}`);
      return `${address('postgres')}&options=${encodeURIComponent(`-c search_path=desk${count}`)}`;
    },
    kill: () => end('SIGQUIT'),
    start,
    freeze(which) {
      const pid = String(server?.pid ?? '');
      const parts = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      const frozen = which === 'all' ? [pid, ...parts] : parts.filter(isConnection);
      const signal = (name: 'SIGSTOP' | 'SIGCONT'): void => {
        for (const one of frozen) if (existsSync(`/proc/${one}`)) process.kill(Number(one), name);
      };
      signal('SIGSTOP');
      return () => signal('SIGCONT');
    },
    async stop() {
      await end('SIGINT');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function isConnection(pid: string): boolean {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) && readFileSync(file, 'utf8').startsWith('postgres: desk ');
}

function binaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).map((version) => join(debian, version, 'bin'))
    : [];
  const folders = [...versions.sort().reverse(), ...(process.env.PATH ?? '').split(':')];
  return (
    folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

async function answers(address: string): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await ask(address, 'select 1');
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function ask(address: string, query: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(query);
  } finally {
    await client.end();
  }
}
