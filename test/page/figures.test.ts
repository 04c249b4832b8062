import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.js';
import { hasBrowser, type OpenDesk, openDesk, picture } from './open-desk.js';

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

  it('tell how often the rules are right, and lead from a mistake to trying it', async () => {
    const page = await open.page();
    await page.getByRole('link', { name: 'Accuracy' }).click();
    const mistakes = page.getByRole('button', { name: /^None decided as Undecided/ });
    await mistakes.click(patience);
    await page.getByRole('img', { name: 'How sure, and how often right' }).waitFor();
    await picture(page, 'accuracy');
    expect(await barriers(page)).toEqual([]);
    await page.locator('.flips li button').first().click();
    await page.getByLabel('Decision').getByText('Undecided').waitFor(patience);
  });

  it('gives nobody a reason to complain', () => {
    expect(open.complaints).toEqual([]);
  });
});
