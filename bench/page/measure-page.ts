import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { launch } from '../../test/page/open-desk.js';
import { fillSqlite } from '../load/fill.js';
import { runDesk } from '../load/run-desk.js';
import { machine, saySpread, spreadOf } from '../measure.js';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, runs: { type: 'string', default: '3' } },
});
const cases = Number(values.cases);
const unfolded = 1_000;
const scrollMs = 2_000;

/** Runs in the page, as text: its milliseconds since the address was asked for. */
const noteFirstCase = `new MutationObserver((_, watch) => {
  if (document.querySelector('.board .card') === null) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.firstCase = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;

const folder = mkdtempSync(join(tmpdir(), 'triage-many-'));
await (await openSqliteStore(folder)).close();
fillSqlite(join(folder, 'desk.db'), cases);
const desk = await runDesk(folder);
const browser = await launch();
try {
  await measure(browser);
} finally {
  await browser.close();
  await desk.stop();
  rmSync(folder, { recursive: true });
}

async function measure(on: Browser): Promise<void> {
  const first: number[] = [];
  const asOpened: number[] = [];
  const more: number[] = [];
  const whenUnfolded: number[] = [];
  let shown = 0;
  for (let run = 0; run < Number(values.runs); run++) {
    const context = await on.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    await page.addInitScript(noteFirstCase);
    await page.goto(`${desk.url}/#/cases`);
    await page.locator('.board .card').nth(60).waitFor();
    first.push(await page.evaluate('window.firstCase'));
    asOpened.push(...(await framesOfScrolling(page)));
    more.push(...(await unfold(page)));
    shown = await page.locator('.board .card').count();
    whenUnfolded.push(...(await framesOfScrolling(page)));
    await context.close();
  }
  console.log(`${machine()}\n${cases} cases; load ${loadavg()[0]?.toFixed(1)}`);
  console.log(`first case painted        ${saySpread(spreadOf(first), 'ms')}`);
  console.log(`frames as it opens        ${sayFrames(asOpened)}`);
  console.log(`fifty more                ${saySpread(spreadOf(more), 'ms')}`);
  console.log(`frames with ${shown} shown    ${sayFrames(whenUnfolded)}`);
}

/** Scrolls with each frame, down and up again; gives how long each frame took. */
function framesOfScrolling(page: Page): Promise<readonly number[]> {
  return page.evaluate(`new Promise((done) => {
    const frames = [];
    const begun = performance.now();
    let last = begun;
    let step = 120;
    const next = (now) => {
      if (now > last) frames.push(now - last);
      last = now;
      const before = scrollY;
      scrollBy(0, step);
      if (scrollY === before) step = -step;
      if (now - begun < ${scrollMs}) requestAnimationFrame(next);
      else done(frames.slice(1));
    };
    requestAnimationFrame(next);
  })`);
}

/** Asks for more until enough are shown; gives how long each asking took. */
async function unfold(page: Page): Promise<readonly number[]> {
  const column = page.getByRole('region', { name: 'Over' });
  const took: number[] = [];
  for (let count = await column.locator('.card').count(); count < unfolded; count += 50) {
    const begun = performance.now();
    await column.getByRole('button', { name: 'Show more' }).click();
    await column.locator('.card').nth(count).waitFor();
    took.push(performance.now() - begun);
  }
  return took;
}

function sayFrames(frames: readonly number[]): string {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  const late = frames.filter((ms) => ms > 50).length;
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms; ${late} of ${frames.length} above 50 ms`;
}
