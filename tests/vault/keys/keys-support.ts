import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { Argon2Parameters } from '../../../workers/vault/keys/argon2.ts';

/** Costs nothing; the real cost is computed once, in argon2.test.ts. */
export const CHEAP: Argon2Parameters = { memoryKib: 32, iterations: 1, parallelism: 1 };

/** The code of the expected error that a promise ends in; its own value or another error fails the test. */
export async function codeOf(failing: Promise<unknown>): Promise<string> {
  try {
    await failing;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
  throw new Error('nothing was refused');
}

/** The same bytes with one bit turned. */
export function flip(bytes: Uint8Array, at: number, bit = 0): Uint8Array<ArrayBuffer> {
  const flipped = new Uint8Array(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
  return flipped;
}

export const fromHex = (hex: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(hex, 'hex'));
