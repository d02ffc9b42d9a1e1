import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { callApi } from './shop.ts';

export const PASSPHRASE = '石榴 拖拉机 月亮 算盘';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

/** Saves what is in memory as a person does, and keeps the recovery key. @returns the key as it is shown, nine groups */
export async function saveData(page: Page, passphrase = PASSPHRASE): Promise<string> {
  await button(page, '加密保存在本机').first().click();
  await field(page, '新口令').fill(passphrase);
  await field(page, '再输一次').fill(passphrase);
  await button(page, '加密保存').click();
  return keepRecoveryKey(page);
}

/** Reads the recovery key from its dialog and types the group that is asked for. */
export async function keepRecoveryKey(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: '恢复密钥' });
  await expect(button(page, '打印')).toBeVisible();
  const recoveryKey = (await dialog.innerText()).match(/\b[0-9A-Z]{4}\b/g) ?? [];
  expect(recoveryKey).toHaveLength(9);
  const asked = await dialog.getByRole('textbox').first().getAttribute('aria-label');
  const label = asked ?? (await dialog.locator('label').last().innerText());
  const group = Number(/\d+/.exec(label)?.[0]);
  await dialog
    .getByRole('textbox')
    .first()
    .fill(recoveryKey[group - 1] ?? '');
  await button(page, '完成').click();
  await expect(dialog).toBeHidden();
  return recoveryKey.join('-');
}

/** Opens the saved data from the unlock page. */
export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await field(page, '口令').fill(passphrase);
  await button(page, '解锁').click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

/** Waits for the unlock page. */
export async function expectLocked(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: '数据已锁定' })).toBeVisible();
}

const TABLES = ['source_file', 'order_versions', 'order_line_versions', 'shop', 'column_mapping'];

/** A fingerprint of every kept row, whatever file it lies in. */
export async function contentHash(page: Page): Promise<string> {
  const parts = TABLES.map(
    (name) => `(SELECT coalesce(sum(hash(t)::HUGEINT), 0) FROM ${name} t) || '/' || (SELECT count(*) FROM ${name})`,
  );
  const outcome = await callApi(page, 'sql', `SELECT ${parts.join(` || ',' || `)} AS content`);
  if (!('answer' in outcome)) throw new Error(outcome.code);
  return JSON.stringify((outcome.answer as { rows: unknown[] }).rows[0]);
}
