import { bindParams } from '../../src/domain/sql/bind-params.ts';
import type { Database } from './db.ts';

const BLOCK = 64;
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Puts the vault's key where the reading statement finds it: as the two padded blocks of HMAC-SHA256 (RFC 2104).
 * @param key 32 random bytes, one key for each vault.
 */
export async function setTokenKey(db: Database, key: Uint8Array): Promise<void> {
  const padded = new Uint8Array(BLOCK);
  padded.set(key);
  const pad = (mask: number) => hex(padded.map((byte) => byte ^ mask));
  const statement = bindParams('SELECT $ipad, $opad', [
    { name: 'ipad', type: 'BLOB', value: pad(0x36) },
    { name: 'opad', type: 'BLOB', value: pad(0x5c) },
  ]);
  await db.write(statement);
}
