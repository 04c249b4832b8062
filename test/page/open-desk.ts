// A running desk and a real browser that looks at its page, as a person's would.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Running, triageRunning } from '../support/triage.js';

const executablePath = process.env.TRIAGE_CHROMIUM ?? '/usr/bin/chromium';

/** True where there is a Chromium; in CI there has to be one. */
export const hasBrowser = existsSync(executablePath) || process.env.CI === 'true';
if (!hasBrowser) process.stderr.write(`no Chromium at ${executablePath}: the page is not tested here\n`);

/** Where pictures go, for people to look at. */
export const pictures = resolve(import.meta.dirname, '../../test-screenshots');

/** A desk with its page, and a browser. */
export interface OpenDesk {
  readonly url: string;
  readonly token: string;
  readonly folder: string;
  readonly desk: Running;
  /** A window on the page; what it complains of makes the test fail at the end. */
  page(options?: BrowserContextOptions): Promise<Page>;
  report(text: string, source?: object): Promise<string>;
  close(): Promise<void>;
  /** What pages complained of. */
  readonly complaints: string[];
}

/** Starts a desk on a throw-away folder, and Chromium. */
export async function openDesk(
  env: Readonly<Record<string, string>> = {},
  folder = newFolder(),
): Promise<OpenDesk> {
  const desk = triageRunning(['start'], {
    TRIAGE_DATA: folder,
    TRIAGE_PORT: '0',
    TRIAGE_LOG: 'warn',
    ...env,
  });
  await desk.says('Triage Desk listens at');
  const { url, token } = JSON.parse(readFileSync(join(folder, 'desk.json'), 'utf8')) as {
    readonly url: string;
    readonly token: string;
  };
  const browser = await launch();
  const complaints: string[] = [];
  return {
    url,
    token,
    folder,
    desk,
    complaints,
    async page(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 860 },
        // Nothing is looked at amid a change of colour.
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith('blob:') && new URL(request.url()).hostname !== '127.0.0.1')
          complaints.push(`asked ${request.url()}`);
      });
      await page.goto(`${url}/`);
      return page;
    },
    async report(text, source = {}) {
      const answer = await fetch(`${url}/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, source }),
      });
      return ((await answer.json()) as { readonly id: string }).id;
    },
    async close() {
      await browser.close();
      await desk.stop('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'triage-page-'));
}

/** Chromium as it runs on a machine without a screen and without the net. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Keeps a picture of the page for people. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
