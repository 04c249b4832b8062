import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.js';
import { hasBrowser, type OpenDesk, openDesk, picture } from './open-desk.js';

describe.runIf(hasBrowser)('the playground', { timeout: 120_000 }, () => {
  let open: OpenDesk;
  beforeAll(async () => {
    open = await openDesk();
  });
  afterAll(async () => {
    await open?.close();
  });

  it('says what a report is while it is typed, marks the evidence and shows the reply', async () => {
    const page = await open.page();
    const report = page.getByRole('textbox', { name: 'A report' });
    await report.fill('');
    await report.pressSequentially('The charge details of Galería Sur need updating');
    const decision = page.getByLabel('Decision');
    await decision.getByText('Not an incident').waitFor();
    await page.locator('.behind mark', { hasText: 'charge' }).first().waitFor();
    await page.locator('.slack', { hasText: "I've opened a ticket for you" }).waitFor();
    expect(await page.getByRole('row', { name: /^Non-incident/ }).textContent()).toMatch(/\d+ %/);
    await report.fill('Checkout fails for everyone since ten, nobody can pay');
    await decision.getByText('Incident', { exact: true }).first().waitFor();
    await picture(page, 'playground');
    expect(await barriers(page)).toEqual([]);
  });

  it('sees that several partners report one failure', async () => {
    const page = await open.page();
    await page.getByRole('textbox', { name: 'A report' }).fill('Kestrel Gallery cannot log in to CMS');
    await page.getByLabel('Partner', { exact: true }).fill('Kestrel Gallery');
    for (const [index, partner] of ['Galería Sur', 'Blue Door', 'Rue 12'].entries()) {
      await page.getByRole('button', { name: 'Add a report made shortly before' }).click();
      await page.getByLabel(`Partner of earlier report ${index + 1}`).fill(partner);
    }
    await page.getByText(/One failure together with/).waitFor();
  });

  it('writes nothing of a report into the page as markup', async () => {
    const page = await open.page();
    await page
      .getByRole('textbox', { name: 'A report' })
      .fill('<img src=x onerror="alert(1)"> checkout is down <b>now</b>');
    await page.locator('.behind', { hasText: '<b>now</b>' }).waitFor();
    expect(await page.locator('.behind img, .behind b').count()).toBe(0);
  });

  it('picks a labelled report by its words, with the keyboard alone', async () => {
    const page = await open.page();
    await page.getByLabel('Decision').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Pick a past one');
    await page.keyboard.press('Enter');
    await page.getByLabel('Words in it').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('passport bump');
    const found = page.getByRole('dialog').getByRole('button');
    // Until the last words typed are answered, others stand above it.
    await expect
      .poll(() => found.allTextContents())
      .toEqual([expect.stringMatching(/^Signing up with Apple/)]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Pick a past one' }).and(page.locator(':focus')).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Enter');
    await found.first().waitFor();
    await expect.poll(() => found.count()).toBe(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'A report' }).inputValue())
      .toContain('passport bump');
  });

  it('says when a report is told by the clocks of the desk, wherever the browser is', async () => {
    const page = await open.page({ timezoneId: 'Asia/Tokyo' });
    const at = page.getByLabel('At, New York time');
    await at.fill('2026-07-01T09:30');
    await page.getByText('Said Wed 1 Jul, 09:30').or(page.getByText('Said Wed, 1 Jul, 09:30')).waitFor();
    await page.getByRole('button', { name: '+ 1 day' }).click();
    await expect.poll(() => at.inputValue()).toBe('2026-07-02T09:30');
  });

  it('is there on a phone and in the dark', async () => {
    const page = await open.page({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await page.getByLabel('Decision').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture(page, 'playground-phone-dark');
    expect(await barriers(page)).toEqual([]);
  });

  it('loads less than 200 KB at first, and nothing from elsewhere', async () => {
    const page = await open.page();
    await page.getByLabel('Decision').waitFor();
    const sizes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => /assets|svg/.test(name))
        .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize),
    );
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
  });

  it('gives nobody a reason to complain', () => {
    expect(open.complaints).toEqual([]);
  });
});
