import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.js';
import { hasBrowser, type OpenDesk, openDesk, picture } from './open-desk.js';

describe.runIf(hasBrowser)('the cases', { timeout: 120_000 }, () => {
  let open: OpenDesk;
  beforeAll(async () => {
    open = await openDesk();
  });
  afterAll(async () => {
    await open?.close();
  });

  it('draw no chart of weeks in which nothing was reported, and lead on from an empty board', async () => {
    const page = await open.page();
    await page.getByRole('link', { name: 'The week' }).click();
    await page.getByText('Nothing was reported in these weeks').waitFor();
    expect(await page.getByRole('img').count()).toBe(0);
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('link', { name: 'play a reporter' }).click();
    await page.getByRole('tab', { name: 'A reporter' }).waitFor();
  });

  it('shows what is reported as it happens, and lets one acknowledge, reclassify and resolve it', async () => {
    const page = await open.page();
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('heading', { name: 'Cases' }).waitFor();
    await open.report('Checkout fails for everyone since ten, nobody can pay', { channel: 'gallery-help' });
    const card = page.getByRole('region', { name: 'Open' }).getByRole('link', { name: /nobody can pay/ });
    await card.waitFor();
    await picture(page, 'cases');
    expect(await barriers(page)).toEqual([]);
    await card.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('main').and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Acknowledged by you').waitFor();
    await page.getByRole('region', { name: 'What you can do' }).and(page.locator(':focus')).waitFor();
    await page.getByText("Triage Desk's operator is looking into it").waitFor();
    await page.getByText("so I've brought it to").waitFor();
    await picture(page, 'case');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('It is really').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('It is really').inputValue()).toBe('non-incident');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Urgent, not an incident' }).waitFor();
    await page.getByRole('button', { name: 'Resolve' }).click();
    await page.getByRole('button', { name: 'Reopen' }).waitFor();
    await page.getByRole('link', { name: 'All cases' }).click();
    await page
      .getByRole('region', { name: 'Over' })
      .getByRole('link', { name: /nobody can pay/ })
      .waitFor();
  });

  it('hands a case to somebody else, and its report to the playground', async () => {
    const page = await open.page({ viewport: { width: 380, height: 800 } });
    await open.report('Uploads fail for every partner, nothing can be added to CMS');
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('link', { name: /nothing can be added/ }).click();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('Acknowledged by you').waitFor();
    expect(await page.getByRole('button', { name: 'Take over' }).count()).toBe(0);
    await page.getByLabel('Act as').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByText(/^Taken over by/).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380);
    await picture(page, 'case-phone');
    await page.getByRole('button', { name: 'Try it in the playground' }).click();
    await page.getByLabel('Decision').waitFor();
    expect(await page.getByRole('textbox', { name: 'A report' }).inputValue()).toContain(
      'nothing can be added',
    );
  });

  it('shows what is so now, although an answer of before comes later', async () => {
    const page = await open.page();
    await open.report('Bidding is down for everyone, no bid goes through in any auction');
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('link', { name: /no bid goes through/ }).click();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor();
    const held = Promise.withResolvers<void>();
    const looked = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    await page.route(
      /\/page\/cases\/[^/]+$/,
      async (route) => {
        const before = await route.fetch();
        looked.resolve();
        await held.promise;
        await route.fulfill({ response: before });
        arrived.resolve();
      },
      { times: 1 },
    );
    await open.report('Thanks everybody, see you next week', { channel: 'gallery-help' });
    await looked.promise;
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor({ state: 'detached' });
    held.resolve();
    await arrived.promise;
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown))));
    expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
  });

  it('lets one say what a report is that nobody follows', async () => {
    const page = await open.page();
    await open.report('Thanks everybody, have a nice weekend', { channel: 'gallery-help' });
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('link', { name: 'Without a case' }).click();
    const told = page.getByRole('listitem').filter({ hasText: 'have a nice weekend' });
    await told.waitFor();
    expect(await barriers(page)).toEqual([]);
    await told.getByLabel('It is really').selectOption('incident');
    await told.getByRole('button', { name: 'Reclassify' }).click();
    await told.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Board' }).click();
    await page
      .getByRole('region', { name: 'Open' })
      .getByRole('link', { name: /have a nice weekend/ })
      .waitFor();
  });

  it('refuses what the policy does not permit, in words', async () => {
    await open.report('CMS is down for all partners, 502 everywhere');
    const page = await open.page();
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('link', { name: /502 everywhere/ }).click();
    await page.getByLabel('Act as').selectOption({ label: 'Paula Example (PM payments)' });
    await page.getByLabel('It is really').selectOption('none');
    await page.getByRole('button', { name: 'Reclassify' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /is up to/ })
      .waitFor();
    const json = { outcome: 'refused', why: 'Not by them.' };
    await page.route(/\/steps$/, (route) => route.fulfill({ json }), { times: 1 });
    const news = page.getByLabel('News for all who wait');
    await news.fill('It is back.');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Not by them.' }).waitFor();
    expect(await news.inputValue()).toBe('It is back.');
    await page.getByLabel('Act as').selectOption({ label: 'You, at this machine' });
    await news.press('Enter');
    await page.getByText(/^News was told by/).waitFor();
    expect(await news.inputValue()).toBe('');
  });

  it('plays a reporter, who is answered, and an engineer on call, who takes the case up', async () => {
    const page = await open.page();
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('link', { name: 'Play people' }).click();
    await page.getByRole('button', { name: /^#gallery-help/ }).click();
    await page
      .getByLabel('Say in #gallery-help')
      .fill('Search shows nothing at all for collectors since the deploy');
    await page.keyboard.press('Enter');
    const said = page.locator('.messages > li', { hasText: 'Search shows nothing' });
    await said.getByText(/Thank you/).waitFor();
    await page
      .getByRole('tab', { name: /on call/ })
      .first()
      .click();
    await page.getByRole('button', { name: /^#incidents/ }).click();
    await picture(page, 'people');
    const announced = page.locator('.messages > li', { hasText: 'Search shows nothing' });
    expect(await announced.locator('blockquote').textContent()).toMatch(/^Search shows nothing/);
    await announced.getByRole('button', { name: 'Acknowledge' }).focus();
    await page.keyboard.press('Enter');
    await announced.getByRole('button', { name: 'Resolve' }).waitFor();
    await announced.locator('.message:focus').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 380, height: 800 });
    const cut = await page
      .locator('.chat')
      .evaluate(
        (chat) =>
          [...chat.querySelectorAll('.message, form')].filter(
            (one) => one.getBoundingClientRect().right > chat.getBoundingClientRect().right,
          ).length,
      );
    expect(cut).toBe(0);
    await picture(page, 'people-phone');
  });

  it('gives nobody a reason to complain', () => {
    expect(open.complaints).toEqual([]);
  });
});
