import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { chromium, type Page } from '@playwright/test';
import { BROWSER_ARGS, findBrowser, SHOP_CONTEXT } from '../../scripts/find-browser.ts';
import { expect, test } from './support/fixtures.ts';

const SW_FILE = 'dist/sw.js';

/** Waits until the service worker holds every file of its pack. */
async function waitUntilStored(page: Page): Promise<void> {
  await page.goto('./');
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise<string>((resolve) => {
      port1.onmessage = ({ data }) => data.type !== 'progress' && resolve(data.type);
    });
    registration.active?.postMessage({ type: 'warm' }, [port2]);
    return (await answered) === 'ready';
  });
}

test('the local server sends each kind of file its policy', async ({ request }) => {
  const policyOf = async (path: string) => (await request.get(path)).headers()['content-security-policy'] ?? '';
  const html = await (await request.get('./')).text();
  expect(await policyOf('./')).toContain("trusted-types default svelte-trusted-html; frame-ancestors 'none'");
  expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src/);
  expect(await policyOf('sw.js')).toMatch(/^default-src 'none'; script-src 'self'; connect-src 'self'; require-t/);
  expect((await request.get('.vite/manifest.json')).status()).toBe(404);
  expect((await request.get('../package.json')).status()).toBe(404);
  expect((await request.post('./')).status()).toBe(405);
});

test('the app can be installed, and files open in it', async ({ baseURL }, info) => {
  const executablePath = findBrowser();
  // Installing needs a profile that is not private.
  const context = await chromium.launchPersistentContext(info.outputPath('profile'), {
    ...(executablePath ? { executablePath } : {}),
    ...SHOP_CONTEXT,
    args: BROWSER_ARGS,
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(baseURL ?? '');
    await page.evaluate(async () => Boolean(await navigator.serviceWorker.ready));
    const cdp = await context.newCDPSession(page);
    expect((await cdp.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
    const { appId: manifestId = '' } = await cdp.send('Page.getAppId');
    await cdp.send('PWA.install', { manifestId, installUrlOrBundleUrl: baseURL ?? '' });
    const file = info.outputPath('二月 订单.csv');
    await writeFile(file, '订单编号,金额\n1001,25.00\n');
    await cdp.send('PWA.launchFilesInApp', { manifestId, files: [file] });
    await expect(page).toHaveURL(/#\/import/);
    await expect(page.getByText('二月 订单.csv').first()).toBeVisible();
  } finally {
    await context.close();
  }
});

test.describe('another origin', () => {
  test.use({ allowedErrors: [/outside\.invalid/] });

  test('cannot be reached from the page, online or offline', async ({ page, context }) => {
    await waitUntilStored(page);
    await page.reload();
    for (const offline of [false, true]) {
      await context.setOffline(offline);
      const outcome = await page.evaluate(async () => {
        const fetched = await fetch('https://outside.invalid/').then(
          () => 'arrived',
          () => 'refused',
        );
        const pixel = await new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve('arrived');
          image.onerror = () => resolve('refused');
          image.src = 'https://outside.invalid/pixel.png';
        });
        return [fetched, pixel];
      });
      expect(outcome).toEqual(['refused', 'refused']);
    }
  });
});

test('after one visit the app opens without a network', async ({ page, context }) => {
  await waitUntilStored(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator('#app')).not.toBeEmpty();
  const controlled = await page.evaluate(() => navigator.serviceWorker.controller?.state);
  expect(controlled).toBe('activated');
});

test('a new version waits until the user agrees, and keeps the stored engine', async ({ page }) => {
  await waitUntilStored(page);
  await page.reload();
  const before = await readFile(SW_FILE);
  try {
    await appendFile(SW_FILE, '\n// a later version');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    const offer = page.getByRole('button', { name: '现在更新' });
    await expect(offer).toBeVisible();
    expect(await page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))).toBe(
      true,
    );
    const stored = await page.evaluate(async () => (await (await caches.open('engine-pack')).keys()).length);
    await Promise.all([page.waitForEvent('load'), offer.click()]);
    expect(await page.evaluate(async () => (await (await caches.open('engine-pack')).keys()).length)).toBe(stored);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting)).toBeNull();
  } finally {
    await writeFile(SW_FILE, before);
  }
});

test('files shared to the app are handed to import once', async ({ page, context, baseURL }) => {
  await waitUntilStored(page);
  const sharing = await context.newPage();
  await sharing.setContent(
    `<form method="post" enctype="multipart/form-data" action="${baseURL ?? ''}share-target">
       <input type="file" name="files" multiple /><button>share</button></form>`,
  );
  const bytes = Buffer.from('订单编号,金额\n1001,25.00\n');
  await sharing.setInputFiles('input', [{ name: '一月 订单.csv', mimeType: 'text/csv', buffer: bytes }]);
  await sharing.getByRole('button', { name: 'share' }).click();
  await sharing.waitForURL(/#\/import/);
  await expect(sharing.getByText('一月 订单.csv').first()).toBeVisible();
  expect(await sharing.evaluate(() => caches.has('shared-files'))).toBe(false);
});
