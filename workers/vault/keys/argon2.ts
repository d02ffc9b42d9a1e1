import { argon2id } from 'hash-wasm';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { Bytes } from './base64.ts';
import { KEY_BYTES, randomBytes } from './seal.ts';

/** What one guess at a passphrase costs. Stored with what it guards, and only ever raised. */
export type Argon2Parameters = { readonly memoryKib: number; readonly iterations: number; readonly parallelism: 1 };

/** The least that a passphrase is stretched with. */
export const STANDARD_PARAMETERS: Argon2Parameters = { memoryKib: 64 * 1024, iterations: 3, parallelism: 1 };
/** For devices that cannot give 64 MiB at once, and for no other reason. */
export const LOW_MEMORY_PARAMETERS: Argon2Parameters = { memoryKib: 46 * 1024, iterations: 1, parallelism: 1 };

/** Middle of the half to one second that unlocking may take. */
const TARGET_MS = 750;
/** A clock that jumps must not make a vault that takes a minute to open. */
const MOST_ITERATIONS = 24;
export const SALT_BYTES = 16;

const encoder = new TextEncoder();

/**
 * Stretches a passphrase by Argon2id (RFC 9106). The same characters typed in full or half width count as the same.
 * @returns 32 bytes; the caller wipes them
 * @throws AppError KEY_MEMORY_SHORT
 */
export async function stretch(passphrase: string, salt: Bytes, parameters: Argon2Parameters): Promise<Bytes> {
  const password = encoder.encode(passphrase.normalize('NFKC'));
  const { memoryKib, iterations, parallelism } = parameters;
  try {
    const stretched = await argon2id({
      password,
      salt,
      memorySize: memoryKib,
      iterations,
      parallelism,
      hashLength: KEY_BYTES,
      outputType: 'binary',
    });
    const key = new Uint8Array(stretched);
    stretched.fill(0);
    return key;
  } catch (cause) {
    // What growing a WebAssembly memory throws when there is none.
    if (!(cause instanceof RangeError)) throw cause;
    throw new AppError('KEY_MEMORY_SHORT', { mib: Math.ceil(memoryKib / 1024) }, { cause });
  }
}

/** The clock and the computation that are measured; replaced in tests. */
export type Calibration = { readonly now: () => number; readonly stretch: typeof stretch };

/**
 * Parameters that take this device half a second to a second, never less than the standard ones.
 * Only time is raised: what a backup was locked with must fit into the memory of the phone that restores it.
 */
export async function calibrate(
  { now, stretch: measured }: Calibration = { now: () => performance.now(), stretch },
): Promise<Argon2Parameters> {
  const started = now();
  try {
    await measured('calibration', randomBytes(SALT_BYTES), STANDARD_PARAMETERS);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'KEY_MEMORY_SHORT') return LOW_MEMORY_PARAMETERS;
    throw thrown;
  }
  const perIteration = Math.max(now() - started, 1) / STANDARD_PARAMETERS.iterations;
  const wanted = Math.min(Math.round(TARGET_MS / perIteration), MOST_ITERATIONS);
  return { ...STANDARD_PARAMETERS, iterations: Math.max(wanted, STANDARD_PARAMETERS.iterations) };
}

/** The stronger of both in every respect: what is stored never becomes weaker. */
export function strongest(a: Argon2Parameters, b: Argon2Parameters): Argon2Parameters {
  return {
    memoryKib: Math.max(a.memoryKib, b.memoryKib),
    iterations: Math.max(a.iterations, b.iterations),
    parallelism: 1,
  };
}

/** True when `now` asks for so much more than `stored` that it is no accident of measuring. */
export function worthRaising(stored: Argon2Parameters, now: Argon2Parameters): boolean {
  return now.memoryKib > stored.memoryKib || now.iterations >= stored.iterations * 1.5;
}
