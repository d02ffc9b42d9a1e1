import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { Bytes } from './base64.ts';

/** Entropy of a recovery key, bytes: 160 bits. */
export const RECOVERY_BYTES = 20;
const GROUP = 4;
/** 32 symbols of key and 4 of checksum. */
const SYMBOLS = 36;
const CHECK_SYMBOLS = 4;

/** Crockford's base32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What people write for what is printed. */
const MISREAD: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' };

const encoder = new TextEncoder();
const DOMAIN = encoder.encode('zhanggui recovery key 1');

/** The key as it is printed: nine groups of four, the last is the checksum. @param secret 20 bytes */
export async function writeRecoveryKey(secret: Bytes): Promise<string> {
  const symbols = toSymbols(secret) + (await checkSymbols(secret));
  return (symbols.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/**
 * Reads what was typed: any case, any spaces and dashes, full width, O for 0, I or L for 1, U for V.
 * @returns the 20 bytes
 * @throws AppError RECOVERY_KEY_MISTYPED by its length, its letters or its checksum
 */
export async function readRecoveryKey(typed: string): Promise<Bytes> {
  const symbols = symbolsOf(typed);
  const values = symbols.map((symbol) => ALPHABET.indexOf(symbol));
  if (values.length !== SYMBOLS || values.includes(-1)) throw new AppError('RECOVERY_KEY_MISTYPED', {});
  const secret = fromValues(values.slice(0, -CHECK_SYMBOLS));
  if ((await checkSymbols(secret)) !== symbols.slice(-CHECK_SYMBOLS).join(''))
    throw new AppError('RECOVERY_KEY_MISTYPED', {});
  return secret;
}

/** Whether someone who typed this meant a recovery key: its letters, and at most one group more or less. */
export function looksLikeRecoveryKey(typed: string): boolean {
  const symbols = symbolsOf(typed);
  return Math.abs(symbols.length - SYMBOLS) <= GROUP && symbols.every((symbol) => ALPHABET.includes(symbol));
}

function symbolsOf(typed: string): string[] {
  return [...typed.normalize('NFKC').toUpperCase()]
    .filter((letter) => !/[\s\p{Pd}\u2212._]/u.test(letter))
    .map((letter) => MISREAD[letter] ?? letter);
}

/** The first 20 bits of SHA-256 over a fixed text and the key. */
async function checkSymbols(secret: Bytes): Promise<string> {
  const hashed = new Uint8Array(DOMAIN.byteLength + secret.byteLength);
  hashed.set(DOMAIN);
  hashed.set(secret, DOMAIN.byteLength);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', hashed));
  return toSymbols(digest.slice(0, 5)).slice(0, CHECK_SYMBOLS);
}

/** Five bits a symbol, highest first. @param bytes a multiple of five */
function toSymbols(bytes: Bytes): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET.charAt(Number.parseInt(five, 2))).join('');
}

function fromValues(values: readonly number[]): Bytes {
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => Number.parseInt(eight, 2));
}
