import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import type { Terminal } from './terminal.js';

/** Options of `triage export`. */
export interface ExportOptions {
  readonly out?: string;
  readonly masked?: boolean;
  readonly rules?: string;
}

/** Writes everything that is kept as JSON Lines, to a file for its owner alone or to standard output. */
export async function exportVerb(
  { out, masked, rules }: ExportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const lines = await atDesk(terminal, async (desk) => {
    const dump = masked ? await maskedDump(desk.dump(), rules, terminal) : desk.dump();
    return out === undefined ? toOutput(dump, terminal) : toFile(dump, resolve(out));
  });
  terminal.talk(`${lines} lines\n`);
  return EXIT.ok;
}

async function maskedDump(
  dump: AsyncIterable<string>,
  rules: string | undefined,
  terminal: Terminal,
): Promise<readonly string[]> {
  const { maskedExport } = await import('./masked-export.js');
  const { lines, leftOut } = await maskedExport(dump, rules);
  if (leftOut > 0)
    terminal.talk(`${leftOut} reports are left out: private, erased, or somebody may be named in them\n`);
  return lines;
}

async function toOutput(
  lines: AsyncIterable<string> | Iterable<string>,
  terminal: Terminal,
): Promise<number> {
  let count = 0;
  for await (const line of lines) {
    await terminal.out(`${line}\n`);
    count += 1;
  }
  return count;
}

/** Written beside and renamed: what stands under the name is whole, or what was there before. */
async function toFile(lines: AsyncIterable<string> | Iterable<string>, file: string): Promise<number> {
  const draft = `${file}.part`;
  let count = 0;
  try {
    const counted = async function* () {
      for await (const line of lines) {
        count += 1;
        yield `${line}\n`;
      }
    };
    await rm(draft, { force: true });
    await pipeline(counted, createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }));
    await rename(draft, file);
    return count;
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw cause;
    throw new UsageError(
      `--out: ${file} cannot be written (${code}). Name a file in a folder that can be written to.`,
      {
        cause,
      },
    );
  }
}
