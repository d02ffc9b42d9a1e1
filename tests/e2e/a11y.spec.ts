import type { Page } from '@playwright/test';
import { checkAccessibility, expect, test } from './support/fixtures.ts';
import { openFivePlatforms } from './support/shop.ts';

const PAGES = ['/', '/import', '/orders', '/settings', '/nowhere'] as const;

test.describe.configure({ timeout: 300_000 });

async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(`#${path}?range=all`);
  await page.locator('.page[data-ready]').waitFor();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

/** Whatever sticks out of the window sideways; scrolling boxes of their own are allowed to. */
const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Controls that a finger cannot hit: smaller than 44 px either way, unless they stand inside a line of text. */
const smallTargets = (page: Page) =>
  page.locator('a, button, select, summary, input:not([type=file])').evaluateAll((all) => {
    const isSeen = (node: Element) =>
      node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      node.getBoundingClientRect().bottom > 0 &&
      node.clientWidth > 1;
    const isInText = (node: Element) => node.tagName === 'A' && getComputedStyle(node).display === 'inline';
    return all
      .filter((node) => isSeen(node) && !isInText(node))
      .flatMap((node) => {
        // A row that takes the click is the target, not the name in it.
        const { width, height } = (node.closest('tr.clickable') ?? node).getBoundingClientRect();
        if (width >= 44 && height >= 44) return [];
        return [`${node.tagName} “${node.textContent.trim().slice(0, 20)}” ${Math.round(width)}×${Math.round(height)}`];
      });
  });

async function checkEveryPage(page: Page, about: string): Promise<void> {
  for (const path of PAGES) {
    await openPage(page, path);
    await checkAccessibility(page, `${about} ${path}`);
    expect.soft(await sidewaysScroll(page), `${about} ${path} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}

for (const [locale, language] of [
  ['zh-CN', '中文'],
  ['en-US', 'English'],
] as const) {
  test.describe(language, () => {
    test.use({ locale });

    // A second browser is asked in one language.
    const tag = locale === 'zh-CN' ? ['@firefox'] : [];
    test('no page has an accessibility violation, empty @phone', { tag }, async ({ page }) => {
      await page.goto('./');
      await checkEveryPage(page, `${language}, empty,`);
    });

    test('no page has an accessibility violation, with data @phone', async ({ page }) => {
      await openFivePlatforms(page);
      await checkAccessibility(page, `${language}, cards`);
      await checkEveryPage(page, `${language}, data,`);
      await page.goto('#/?range=all&number=pay_amount');
      await expect(page.getByRole('dialog')).toContainText('3,203.00');
      await checkAccessibility(page, `${language}, number drawer`);
    });
  });
}

test('a finger hits every control @phone', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'a finger is for phones');
  await openFivePlatforms(page);
  for (const path of PAGES) {
    await openPage(page, path);
    expect.soft(await smallTargets(page), path).toEqual([]);
  }
});

test('the way from a figure to its rows needs no mouse', async ({ page, isMobile }) => {
  test.skip(isMobile, 'phones have no keyboard');
  await openFivePlatforms(page);
  await openPage(page, '/');
  const figure = page.getByTestId('pay_amount');
  for (let step = 0; step < 40 && !(await figure.evaluate((node) => node === document.activeElement)); step++) {
    await page.keyboard.press('Tab');
  }
  await expect(figure).toBeFocused();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: '支付金额' });
  await expect(drawer).toContainText('¥3,203.00');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(figure).toBeFocused();

  await page.keyboard.press('g');
  await page.keyboard.press('o');
  const table = page.getByRole('grid', { name: '订单' });
  await expect(table.getByRole('gridcell').first()).not.toBeEmpty();
  await table.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(table).toBeFocused();
});
