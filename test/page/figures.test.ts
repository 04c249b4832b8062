import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.js';
import { hasBrowser, type OpenDesk, openDesk, picture, pictures } from './open-desk.js';

describe.runIf(hasBrowser)('the figures', { timeout: 240_000 }, () => {
  const patience = { timeout: 150_000 };
  let open: OpenDesk;
  beforeAll(async () => {
    open = await openDesk();
    await open.report('Checkout fails for everyone since ten, nobody can pay');
    await open.report('The charge details of Galería Sur need updating');
  });
  afterAll(async () => {
    await open?.close();
  });

  it('tell the week, with a table behind each chart, and who is on call', async () => {
    const page = await open.page();
    await page.getByRole('link', { name: 'The week' }).click();
    await page.getByRole('img', { name: 'Reports by week and class' }).waitFor();
    await page.getByText('As a table').first().click();
    await page.getByRole('columnheader', { name: 'Urgent' }).waitFor();
    await page.getByRole('link', { name: /nobody can pay/ }).waitFor();
    await page.getByRole('heading', { name: /^On call/ }).waitFor();
    await picture(page, 'week');
    expect(await barriers(page)).toEqual([]);
  });

  it('print as the hand-off alone, dark on white whatever the screen likes', async () => {
    const page = await open.page({ colorScheme: 'dark' });
    await page.getByRole('link', { name: 'The week' }).click();
    await page.getByRole('img', { name: 'Reports by week and class' }).waitFor();
    await page.getByRole('link', { name: /nobody can pay/ }).waitFor();
    await page.getByRole('heading', { name: /^On call/ }).waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await picture(page, 'week-on-paper');
    for (const shown of ['.handoff', '.tiles', '#rota-title'])
      expect(await page.locator(shown).first().isVisible(), shown).toBe(true);
    for (const left of ['header.top', '.charts', '.heading button'])
      expect(await page.locator(left).first().isVisible(), left).toBe(false);
    const ink = await page
      .locator('.handoff h3')
      .first()
      .evaluate((one) => getComputedStyle(one).color);
    expect(ink).toBe('rgb(0, 0, 0)');
    const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    // One sheet, or two where the rota of the coming weeks has many shifts.
    const sheets = paper.toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? [];
    expect(sheets.length).toBeGreaterThan(0);
    expect(sheets.length).toBeLessThan(3);
    writeFileSync(join(pictures, 'week-on-paper.pdf'), paper);
  });

  it('tell how often the rules are right, and lead from a mistake to trying it', async () => {
    const page = await open.page();
    await page.getByRole('link', { name: 'Accuracy' }).click();
    const mistakes = page.getByRole('button', { name: /^None decided as Undecided/ });
    await mistakes.click(patience);
    await page.getByRole('img', { name: 'How sure, and how often right' }).waitFor();
    await picture(page, 'accuracy');
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 380, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380);
    await page.locator('.flips li button').first().click();
    await page.getByLabel('Decision').getByText('Undecided').waitFor(patience);
  });

  it('gives nobody a reason to complain', () => {
    expect(open.complaints).toEqual([]);
  });
});
