// Where the calendar's text comes from: a file, or an address asked with what is known of it already.

import { readFile } from 'node:fs/promises';

/** Text that was read, or that it is the same as before. */
export type Fetched = { readonly text: string; readonly tag: string | null } | 'unchanged';

/** Reads the calendar anew; `tag` is what the last answer was marked with. Rejects with a plain reason. */
export type FetchCalendar = (tag: string | null) => Promise<Fetched>;

const largestBody = 8 * 1024 * 1024;

/** A file on this machine. */
export function calendarFile(path: string): FetchCalendar {
  return async () => ({ text: await readFile(path, 'utf8'), tag: null });
}

/** An address of http or https. Google's is a secret: it appears in no message. */
export function calendarAddress(address: string, timeoutMs = 10_000): FetchCalendar {
  return async (tag) => {
    const response = await fetch(address, {
      headers: { accept: 'text/calendar', ...(tag !== null && { 'if-none-match': tag }) },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 304) return 'unchanged';
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the calendar's address answers ${response.status}${hint(response.status)}`);
    }
    return { text: await bodyOf(response), tag: response.headers.get('etag') };
  };
}

function hint(status: number): string {
  if (status === 401 || status === 403) return '; use the secret address in iCal format of its settings';
  return status === 404 ? '; the calendar is gone, or its secret address was reset' : '';
}

async function bodyOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > largestBody) throw new Error(`the calendar is larger than ${largestBody} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
