import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { writeBackup } from '../../workers/vault/backup/write-backup.ts';
import { STANDARD_PARAMETERS } from '../../workers/vault/keys/argon2.ts';
import { createKeyRing } from '../../workers/vault/keys/key-ring.ts';
import { savedBy } from './support/firefox.ts';
import { expect, test } from './support/fixtures.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const CONTENTS = 'invented contents';

/** A backup at the cost that a user's has. */
async function makeBackup(path: string): Promise<{ recoveryKey: string; bytes: Buffer }> {
  const { header, keys, recoveryKey } = await createKeyRing('石榴 拖拉机', STANDARD_PARAMETERS);
  const origin = { keyRing: header, keys, app: '0.1.0', createdAt: '2026-03-01T02:03:04Z' };
  const part = { name: 'business.db', class: 'business', bytes: [new TextEncoder().encode(CONTENTS)] } as const;
  const pieces: Uint8Array[] = [];
  for await (const piece of writeBackup(origin, [part])) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  await writeFile(path, bytes);
  return { recoveryKey, bytes };
}

async function walkThrough(page: Page, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = `${folder}/shop.zgbackup`;
  const { recoveryKey, bytes } = await makeBackup(file);
  const status = page.getByRole('status');
  const check = async (secret: string) => {
    await page.getByLabel('口令或恢复密钥').fill(secret);
    await page.getByRole('button', { name: '检查' }).click();
  };
  await page.getByRole('button', { name: '检查' }).click();
  await expect(status).toHaveText('请先选择文件。');
  await page.getByLabel('备份文件').setInputFiles(file);
  await check('');
  await expect(status).toContainText('文件完整。');
  await check('石榴');
  await expect(status).toContainText('口令不对');
  await check(recoveryKey);
  await expect(status).toContainText('每一块都与写入时一致');
  await check('石榴 拖拉机');
  await expect(status).toContainText('掌柜 0.1.0');
  const unpack = page.getByRole('button', { name: '解开 business.db' });
  expect((await savedBy(page, () => unpack.click())).toString()).toBe(CONTENTS);

  bytes[bytes.byteLength - 100] = (bytes[bytes.byteLength - 100] ?? 0) ^ 1;
  await writeFile(file, bytes);
  await page.getByLabel('备份文件').setInputFiles(file);
  await check('石榴 拖拉机');
  await expect(status).toContainText('备份文件的内容被改动或损坏');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Backup check' })).toBeVisible();
}

test('a backup is checked and unpacked without the app', async ({ page }, info) => {
  await page.goto('./backup-check.html');
  await walkThrough(page, info.outputPath('files'));
});

test.describe('saved to a disk', () => {
  // There the page and its script are requests of another kind than the app's.
  test.use({ allowedErrors: [/^request left the origin: file:\/\/\/.*\/saved\/backup-check\.(?:html|js)$/] });

  test('its two files do the same', async ({ page }, info) => {
    const folder = info.outputPath('saved');
    await mkdir(folder, { recursive: true });
    for (const name of ['backup-check.html', 'backup-check.js']) await copyFile(`${DIST}${name}`, `${folder}/${name}`);
    await page.goto(pathToFileURL(`${folder}/backup-check.html`).href);
    await walkThrough(page, folder);
  });
});
