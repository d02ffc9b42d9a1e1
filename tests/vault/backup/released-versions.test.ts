import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readBackup } from '../../../workers/vault/backup/read-backup.ts';
import type { Secret } from '../../../workers/vault/keys/key-ring.ts';
import { blobOf, gatherAll } from './backup-support.ts';

/** Invented contents under the standard cost; kept for as long as a backup of that version may exist. */
const PASSPHRASE = '石榴 拖拉机 月亮 算盘';
const RECOVERY_KEY = 'MAQF-58CY-ZNW4-CYKP-FGAP-5023-ZWCE-BKF0-JRMX';
const CONTENTS: [name: string, bytes: Uint8Array][] = [
  ['public.db', new Uint8Array(0)],
  ['business.db', new TextEncoder().encode('orders 1,2,3')],
  ['personal.db', Uint8Array.from({ length: 2_000 }, (_, i) => i % 251)],
  ['sensitive.db', new TextEncoder().encode('机密')],
];
const SECRETS: [string, Secret][] = [
  ['passphrase', { kind: 'passphrase', passphrase: PASSPHRASE }],
  ['recovery key', { kind: 'recovery', typed: RECOVERY_KEY }],
];

it.each(SECRETS)('a backup of format 1 opens with its %s', async (_, secret) => {
  const text = await readFile(new URL('../fixtures/backup/v1.zgbackup.txt', import.meta.url), 'utf8');
  const opened = await readBackup(blobOf(Uint8Array.from(Buffer.from(text, 'base64'))), secret);
  const read: [string, Uint8Array][] = [];
  for (const part of opened.parts) read.push([part.name, await gatherAll(part.read())]);
  expect(read).toEqual(CONTENTS);
});
