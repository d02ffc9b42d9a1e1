import * as v from 'valibot';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import { fromBase64Url, toBase64Url, toHex, type Bytes } from './base64.ts';
import { KEY_NAMES } from './key-names.ts';

/**
 * The key record as bytes, ASCII, four lines each ended by LF:
 * `zhanggui-keys <version>` · JSON · HMAC-SHA256 of the first two lines (base64url) · SHA-256 of the first three (hex).
 * In every version the first line names it and the last is the checksum.
 */
const VERSION = 1;
const LARGEST_RECORD = 1024 * 1024;
/** A record that asks for more is refused before it takes the memory. */
const MOST_MEMORY_KIB = 1024 * 1024;

const base64 = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern));
/** 16 and 32 bytes; of a credential any number, which leaves no single letter over. */
const Salt = base64(/^[\w-]{22}$/);
const PrfSalt = base64(/^[\w-]{43}$/);
const CredentialId = base64(/^(?:[\w-]{4})*(?:[\w-]{2,3})?$/);
/** AES-256-GCM: nonce 12, key 32, tag 16 bytes. */
const Wrap = base64(/^[\w-]{80}$/);
const Wraps = v.strictObject({
  ...v.entriesFromList(KEY_NAMES, v.optional(Wrap)),
  public: Wrap,
});
const RoleName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]{0,31}$/));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const common = { id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)), role: RoleName, salt: Salt, wraps: Wraps };

const PassphraseSlot = v.strictObject({
  kind: v.literal('passphrase'),
  ...common,
  argon2: v.strictObject({
    memoryKib: whole(8, MOST_MEMORY_KIB),
    iterations: whole(1, 100),
    parallelism: v.literal(1),
  }),
});
const RecoverySlot = v.strictObject({ kind: v.literal('recovery'), ...common });
const PasskeySlot = v.strictObject({
  kind: v.literal('passkey'),
  ...common,
  credentialId: CredentialId,
  prfSalt: PrfSalt,
});
const Ring = v.strictObject({
  vaultId: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  slots: v.pipe(v.array(v.variant('kind', [PassphraseSlot, RecoverySlot, PasskeySlot])), v.minLength(1)),
});

/** One way into a vault: how its wrapping key is made, and the keys it wraps. Bytes are base64url. */
export type Slot = v.InferOutput<typeof Ring>['slots'][number];
export type SlotOf<K extends Slot['kind']> = Extract<Slot, { kind: K }>;
/** All ways into a vault. It never holds a key that is not wrapped. */
export type KeyRing = v.InferOutput<typeof Ring>;
/** A record that was read; `signed` and `mac` prove to a holder of keys that nothing was exchanged. */
export type ReadRing = { readonly ring: KeyRing; readonly signed: Bytes; readonly mac: Bytes };

const encoder = new TextEncoder();
const ascii = new TextDecoder('utf-8', { ignoreBOM: true });
const LAYOUT = /^(zhanggui-keys (\d{1,9})\n[^\n]*\n)([^\n]*)\n([0-9a-f]{64})\n$/;

/** Writes a record. @param sign makes the HMAC over what it is given */
export async function writeRing(ring: KeyRing, sign: (signed: Bytes) => Promise<Bytes>): Promise<Bytes> {
  const signed = `zhanggui-keys ${VERSION}\n${JSON.stringify(v.parse(Ring, ring))}\n`;
  const body = `${signed}${toBase64Url(await sign(encoder.encode(signed)))}\n`;
  return encoder.encode(`${body}${await checksum(body)}\n`);
}

/** Reads a record and its checksum; who signed it only its keys can tell. @throws AppError KEYS_DAMAGED, KEYS_NEWER */
export async function readRing(bytes: Uint8Array): Promise<ReadRing> {
  const text = bytes.byteLength > LARGEST_RECORD ? '' : ascii.decode(bytes);
  const version = Number(/^zhanggui-keys (\d{1,9})\n/.exec(text)?.[1]);
  const body = text.slice(0, -65);
  if (Number.isNaN(version) || text.slice(-65) !== `${await checksum(body)}\n`) throw new AppError('KEYS_DAMAGED', {});
  if (version > VERSION) throw new AppError('KEYS_NEWER', { version });
  const [, signed = '', , mac = ''] = LAYOUT.exec(text) ?? [];
  const ring = v.safeParse(Ring, parseLine(signed));
  if (!ring.success) throw new AppError('KEYS_DAMAGED', {});
  return { ring: ring.output, signed: encoder.encode(signed), mac: fromBase64Url(mac) };
}

function parseLine(signed: string): unknown {
  try {
    return JSON.parse(signed.slice(signed.indexOf('\n') + 1));
  } catch {
    return null;
  }
}

async function checksum(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))));
}
