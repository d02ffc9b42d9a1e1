import type { AppPage } from './page.ts';

/** Two-letter names that narrow the view, each to other numbers. */
const PROVINCES = [
  '广东',
  '山东',
  '河南',
  '江苏',
  '四川',
  '河北',
  '浙江',
  '湖南',
  '安徽',
  '湖北',
  '广西',
  '云南',
  '江西',
  '辽宁',
  '福建',
  '陕西',
  '贵州',
  '山西',
  '重庆',
  '新疆',
];
const LONGEST_MS = 20_000;

/** Times of a change of filter: until the key figures show the new numbers, and until everything on the page does. */
export type Repaint = { figures: number[]; all: number[] };

/**
 * Changes the province filter of the overview, as its address does, and waits for the frame after the one that shows the
 * new numbers. `setup` is part of the address that stays.
 */
export async function measureRepaints({ page }: AppPage, setup: string, changes: number): Promise<Repaint> {
  await page.evaluate((hash) => void (location.hash = hash), `#/?${setup}`);
  await page.getByTestId('pay_amount').locator('strong').waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, undefined, {
    timeout: 60_000,
  });
  const repaint: Repaint = { figures: [], all: [] };
  for (let change = -2; change < changes; change++) {
    const province = PROVINCES[(change + 2) % PROVINCES.length] ?? '';
    const hash = `#/?${setup}&province=${encodeURIComponent(province)}`;
    const { figures, all } = await page.evaluate<{ figures: number; all: number }>(
      `(${CHANGE_FILTER})(${JSON.stringify({ hash, longest: LONGEST_MS })})`,
    );
    if (change < 0) continue; // the first ones load the code that draws
    repaint.figures.push(figures);
    repaint.all.push(all);
  }
  return repaint;
}

/** Runs in the page. Text, because the script runner adds names of its own to functions that are passed as such. */
const CHANGE_FILTER = `async ({ hash, longest }) => {
  const strong = () => document.querySelector('[data-testid="pay_amount"] strong');
  const figure = () => strong()?.getAttribute('title') ?? strong()?.textContent;
  const isBusy = (within) => document.querySelector(within + '[aria-busy="true"]') !== null;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const before = figure();
  const begun = performance.now();
  location.hash = hash;
  let figures = null;
  for (;;) {
    await frame();
    // What is in the document when a frame is called for is what that frame paints; the next one shows it happened.
    const isNew = figure() !== before && !isBusy('[data-testid]');
    const isAll = isNew && !isBusy('');
    if (isNew) await frame();
    const elapsed = performance.now() - begun;
    if (isNew && figures === null) figures = elapsed;
    if (isAll) return { figures, all: elapsed };
    if (elapsed > longest) throw new Error('the page did not show the new numbers');
  }
}`;
