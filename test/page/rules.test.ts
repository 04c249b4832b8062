import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.js';
import { hasBrowser, type OpenDesk, openDesk, picture } from './open-desk.js';

const shipped = resolve(import.meta.dirname, '../../rules');

describe.runIf(hasBrowser)('the rules in the page', { timeout: 240_000 }, () => {
  const rules = mkdtempSync(join(tmpdir(), 'triage-page-rules-'));
  let open: OpenDesk;
  beforeAll(async () => {
    cpSync(shipped, rules, { recursive: true });
    open = await openDesk({ TRIAGE_RULES: rules });
  });
  afterAll(async () => {
    await open?.close();
    rmSync(rules, { recursive: true });
  });

  const patience = { timeout: 120_000 };

  async function opened(): Promise<Page> {
    const page = await open.page();
    await page.getByRole('button', { name: 'Edit the rules' }).click();
    await page.locator('.cm-content').waitFor(patience);
    return page;
  }

  async function typeAtEnd(page: Page, text: string): Promise<void> {
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(text.slice(0, -1));
    await page.keyboard.type(text.slice(-1));
  }

  it('tells a mistake where it is, and completes by the schema', async () => {
    const page = await opened();
    await typeAtEnd(page, '\n  - id: everything\n    wei');
    await page.locator('.cm-tooltip-autocomplete .cm-completionLabel', { hasText: /^weight$/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: /problem/ }).waitFor(patience);
    await page.locator('.cm-lint-marker-error').first().waitFor();
    await page.getByText(/cannot be used as they are/).waitFor(patience);
    expect(await barriers(page)).toEqual([]);
  });

  it('opens a rule from the reason it gives, with what the report becomes beside it', async () => {
    const page = await open.page();
    await page.getByRole('textbox', { name: 'A report' }).fill('Checkout fails for everyone, nobody can pay');
    const edit = page.getByRole('button', { name: /^Edit the rule / }).first();
    expect(await page.getByRole('button', { name: /^Edit the rule word-model/ }).count()).toBe(0);
    const rule = (await edit.getAttribute('aria-label'))?.replace('Edit the rule ', '') ?? '';
    await edit.click();
    const line = page.locator('.cm-activeLine', { hasText: `id: ${rule}` });
    await line.waitFor(patience);
    const beside = page.getByRole('region', { name: 'The report above is now' });
    await beside.getByText('Incident', { exact: true }).waitFor();
    const boxes = [await line.boundingBox(), await beside.boundingBox()];
    for (const box of boxes) {
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(860);
    }
    await page.keyboard.insertText('x');
    await page.getByRole('option', { name: /\(edited\)/ }).waitFor({ state: 'attached', ...patience });
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'rules-from-why');
  });

  it('lists what the words were heard as, and leads by keyboard to a concept', async () => {
    const page = await open.page();
    await page
      .getByRole('textbox', { name: 'A report' })
      .fill('Checkout is broken, the <b>search</b> is not failing');
    await page.getByRole('button', { name: 'Edit the rules' }).click();
    await page.locator('.cm-content').waitFor(patience);
    const heard = page.getByRole('region', { name: 'What the words were heard as' });
    const line = (concept: string) =>
      heard.getByRole('listitem').filter({ has: page.getByRole('button', { name: concept, exact: true }) });
    await expect
      .poll(() => line('Open the concept checkout').textContent())
      .toBe('checkout Checkout function: critical, area: payments');
    expect(await line('Open the concept failing').textContent()).toContain('failing (denied: negated)');
    expect(await heard.locator('b').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await heard.getByRole('button', { name: 'Open the concept checkout' }).focus();
    await page.keyboard.press('Enter');
    await page
      .locator('[data-path="vocabulary/domain.yaml"] .cm-activeLine', { hasText: 'checkout:' })
      .waitFor();
    await picture(page, 'rules-heard');
    await page.getByRole('textbox', { name: 'A report' }).fill('hm');
    await heard.getByText(/no word of the report belongs to a concept/).waitFor();
  });

  it('says which decisions flip, tries the edit on the report, and saves it', async () => {
    const page = await opened();
    await page.getByRole('combobox', { name: /^File/ }).selectOption('deciding.yaml');
    await page.locator('[data-path="deciding.yaml"] .cm-content').waitFor();
    const before = readFileSync(join(rules, 'deciding.yaml'), 'utf8');
    const edited = before.replace(/incident: -?[\d.]+/, 'incident: 9');
    expect(edited).not.toBe(before);
    await page.locator('.cm-content').focus();
    // Emptied first: over a selection Chromium itself puts a styled element in, which the policy strips of its style.
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    await page.keyboard.insertText(edited);
    await page.getByText(/labelled reports flip/).waitFor(patience);
    await picture(page, 'rules');
    await page.locator('.flips li button').first().click();
    await page.getByLabel('Decision').getByText('Incident', { exact: true }).first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the patch' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('+++ b/rules/deciding.yaml');
    await page.getByText(/git apply rules\.patch/).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click(patience);
    await page.getByText(/^Saved/).waitFor(patience);
    expect(readFileSync(join(rules, 'deciding.yaml'), 'utf8')).toBe(edited);
  });

  it('gives nobody a reason to complain', () => {
    expect(open.complaints).toEqual([]);
  });
});
