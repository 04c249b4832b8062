import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { openDesk } from '../../test/page/open-desk.js';

const root = resolve(import.meta.dirname, '../..');
const images = join(root, 'docs/images');

const reports: readonly (readonly [channel: string, text: string])[] = [
  ['gallery-help', 'The charge details of Galería Sur need updating'],
  ['gallery-help', 'Kestrel Gallery cannot log in to CMS'],
  ['auctions-ops', 'The bid of paddle 412 must be changed before the auction starts at 6 pm tonight'],
  ['gallery-help', 'Checkout fails for everyone since ten, nobody can pay'],
  ['gallery-help', 'Search shows nothing at all for collectors since the deploy'],
];

const open = await openDesk();
try {
  const { url } = open;
  for (const [channel, text] of reports) await open.report(text, { channel, user: 'a reporter' });
  const page = await open.page({ viewport: { width: 1180, height: 760 } });
  page.setDefaultTimeout(180_000);
  mkdirSync(images, { recursive: true });
  await playground(page, url);
  await cases(page, url);
  await week(page, url);
  await rules(page, url);
} finally {
  await open.close();
}

async function playground(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.getByLabel('Decision').waitFor();
  await page.waitForTimeout(1_000);
  await take(page, 'playground');
}

async function rules(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/#/playground`);
  await page.getByRole('button', { name: 'Edit the rules' }).click();
  await page.getByRole('combobox', { name: /^File/ }).selectOption('deciding.yaml');
  await page.locator('[data-path="deciding.yaml"] .cm-content').focus();
  const text = readFileSync(join(root, 'rules/deciding.yaml'), 'utf8').replace(
    /incident: -?[\d.]+/,
    'incident: 1.2',
  );
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Backspace');
  await page.keyboard.insertText(text);
  await page.getByText(/labelled reports flip/).waitFor();
  await page.locator('#rules-title').scrollIntoViewIfNeeded();
  await page.locator('.rules').evaluate((element) => element.scrollIntoView());
  await take(page, 'rules');
}

async function cases(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/#/cases/people`);
  await page
    .getByRole('tab', { name: /on call/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^#incidents/ }).click();
  await page.locator('.messages .buttons').first().waitFor();
  await take(page, 'people');
  await page.goto(`${url}/#/cases`);
  await page.getByRole('link', { name: /nobody can pay/ }).click();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByRole('button', { name: 'Resolve' }).waitFor();
  await page.waitForTimeout(1_500);
  await take(page, 'case');
}

async function week(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/#/week`);
  await page.getByRole('img', { name: 'Reports by area' }).waitFor();
  await page.locator('.charts').scrollIntoViewIfNeeded();
  await take(page, 'week');
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(images, `${name}.png`) });
  process.stderr.write(`${name}.png\n`);
}
