import { checkAccessibility, expect, test } from './support/fixtures.ts';
import { bareHost } from './support/hosts.ts';

// What the self-test provokes on purpose.
test.use({ allowedErrors: [/about:blank|TrustedHTML/] });

test('the privacy proof shows every guard active and every file as it was built @phone', async ({ page }) => {
  await page.goto('#/proof');
  await expect(page.getByText('可离线使用', { exact: true }).first()).toBeAttached({ timeout: 120_000 });
  await page.getByRole('button', { name: '现在自检' }).click();
  await expect(page.getByRole('button', { name: '再检一次' })).toBeEnabled();
  await expect(page.getByText('没有一条对外的路是通的')).toBeVisible();
  expect(await page.locator('dl dd').allTextContents()).toEqual(['生效', '生效', '生效', '生效', '生效']);
  const channels = page.getByRole('region', { name: '试过哪些路' }).getByRole('row');
  expect(await channels.count()).toBe(14);
  for (const row of (await channels.allTextContents()).slice(1)) expect(row).not.toContain('通了');
  await expect(page.getByText('lock_configuration')).toBeVisible();

  await page.getByRole('button', { name: '逐个核对' }).click();
  const told = page.getByText(/个文件，/);
  await expect(told).toBeVisible();
  const [, files, same] = /(\d+) 个文件，.*；(\d+) 个相同/.exec((await told.textContent()) ?? '') ?? [];
  expect(Number(files)).toBeGreaterThan(30);
  expect(same).toBe(files);

  await page.locator('summary').click();
  await expect(page.getByText('浏览器正在执行')).toBeVisible();
  await expect(page.getByText(/sandbox allow-scripts/).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    await page.evaluate(() => innerWidth),
  );
  await checkAccessibility(page, 'privacy proof');
});

test('data opens on a host that sends no headers, after one reload of its own', async ({ browser }) => {
  const host = await bareHost();
  const page = await browser.newPage({ locale: 'zh-CN' });
  let loads = 0;
  page.on('load', () => (loads += 1));
  try {
    await page.goto(host.url);
    await page.waitForFunction(async () => (await window.zhanggui?.sql('SELECT 1 AS one'))?.rows[0]?.one === 1);
    expect(loads).toBe(2);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  } finally {
    await page.close();
    await host.close();
  }
});

test('a host that takes a guard away gets no data to open', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  // The browser could close WebRTC, and it does not: as if the header had been dropped.
  await context.addInitScript(() => {
    const real = Object.getOwnPropertyDescriptor(RTCPeerConnection.prototype, 'iceConnectionState');
    if (real) Object.defineProperty(RTCPeerConnection.prototype, 'iceConnectionState', { get: () => 'checking' });
  });
  const page = await context.newPage();
  try {
    await page.goto(baseURL ?? '');
    const outcome = await page
      .evaluate(async () => {
        while (!window.zhanggui) await new Promise((resolve) => setTimeout(resolve, 20));
        return window.zhanggui.sql('SELECT 1').catch((thrown: unknown) => String(thrown));
      })
      .catch(() => 'reloaded');
    if (outcome !== 'reloaded') expect(outcome).toContain('GUARDS_INACTIVE');
    await expect(page.getByRole('main')).toContainText('防外传保护没有生效（allowlist）');
    expect(page.workers()).toEqual([]);
  } finally {
    await context.close();
  }
});
