import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.js';
import { hasBrowser, type OpenDesk, openDesk, picture } from './open-desk.js';

const tokens = { reader: 'reads-and-no-more', 'engineer-payments': 'acts-for-payments' } as const;

describe.runIf(hasBrowser)('a page that asks for a token', { timeout: 120_000 }, () => {
  let open: OpenDesk;
  beforeAll(async () => {
    const all = Object.entries(tokens).map(([person, token]) => `${person}:${token}`);
    open = await openDesk({ TRIAGE_PAGE_TOKENS: all.join(',') });
    await open.report('Checkout fails for everyone since ten, nobody can pay', { channel: 'gallery-help' });
  });
  afterAll(async () => {
    await open?.close();
  });

  it('shows nothing before, and says so when a token is wrong', async () => {
    const page = await open.page();
    await page.getByLabel('Your token').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await picture(page, 'login');
    expect(await barriers(page)).toEqual([]);
    await logIn(page, 'a-token-nobody-has');
    await page.getByRole('alert').filter({ hasText: 'This token is not known here.' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });

  it('lets a reader look, by keyboard alone, and offers nothing that changes anything', async () => {
    const page = await open.page();
    await page.getByLabel('Your token').focus();
    await page.keyboard.type(tokens.reader);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Read only').waitFor();
    await openCase(page);
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    expect(await page.getByRole('button', { name: /Acknowledge|Resolve|Reopen|Tell them/ }).count()).toBe(0);
    expect(await page.getByLabel('It is really').count()).toBe(0);
    await picture(page, 'case-of-a-reader');
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('link', { name: 'All cases' }).click();
    await page.getByRole('link', { name: 'Play people' }).click();
    await page.getByRole('button', { name: /^#incidents/ }).click();
    await page.getByRole('link', { name: 'The case' }).waitFor();
    expect(await page.getByRole('button', { name: /Acknowledge|Send/ }).count()).toBe(0);
  });

  it('has the desk refuse a reader who asks past it', async () => {
    const page = await open.page();
    await logIn(page, tokens.reader);
    await page.getByRole('status').getByText('Read only').waitFor();
    await openCase(page);
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    const status = await page.evaluate(async () => {
      const { csrf } = (await (await fetch('/page/start')).json()) as { readonly csrf: string };
      const id = location.hash.split('/').at(-1);
      const { status } = await fetch(`/page/cases/${id}/steps`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-triage-csrf': csrf },
        body: JSON.stringify({ as: 'engineer-payments', step: { do: 'acknowledge' } }),
      });
      return status;
    });
    expect(status).toBe(403);
    await page.reload();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    expect(await page.getByText('acknowledged', { exact: true }).count()).toBe(0);
  });

  it('lets the owner of a token act as themselves alone, until they log out', async () => {
    const page = await open.page();
    await logIn(page, tokens['engineer-payments']);
    await page.getByRole('status').getByText('Piet Example').waitFor();
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('link', { name: 'Play people' }).click();
    await page.getByRole('tab').first().waitFor();
    expect(await page.getByRole('tab').count()).toBe(1);

    await page.getByRole('link', { name: 'Board' }).click();
    await page.getByRole('link', { name: /nobody can pay/ }).click();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page
      .getByText(/taken up by Piet Example/)
      .first()
      .waitFor();
    expect(await page.getByLabel('Act as').count()).toBe(0);

    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Your token').waitFor();
    await page.reload();
    await page.getByLabel('Your token').waitFor();
  });

  it('gives nobody a reason to complain, but of the doors that stayed shut', () => {
    expect(open.complaints.filter((text) => !/status of (401|403)/.test(text))).toEqual([]);
  });
});

async function logIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Your token').fill(token);
  await page.getByRole('button', { name: 'Log in' }).click();
}

async function openCase(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Cases' }).click();
  await page.getByRole('link', { name: /nobody can pay/ }).click();
}
