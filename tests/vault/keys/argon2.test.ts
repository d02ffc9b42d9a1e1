import { argon2id } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import {
  calibrate,
  LOW_MEMORY_PARAMETERS,
  STANDARD_PARAMETERS,
  strongest,
  stretch,
  worthRaising,
} from '../../../workers/vault/keys/argon2.ts';
import { toHex } from '../../../workers/vault/keys/base64.ts';

const SALT = Uint8Array.from({ length: 16 }, (_, i) => i);

/*
 * Expected by Argon2id of pyca/cryptography 48 (OpenSSL), which gives RFC 9106 §5.3 its own tag
 * 0d640df5…b01e659; that vector itself has associated data, which the library here does not take.
 */
describe('stretching a passphrase', () => {
  it('is Argon2id of the standard cost', async () => {
    const key = await stretch('月亮 石榴 拖拉机 算盘', SALT, STANDARD_PARAMETERS);
    expect(toHex(key)).toBe('593c857d8256b09ed578a408533f9c5ca58a1f033d0ecfec7945354a8fe1f2f1');
  });

  it('is Argon2id of any cost', async () => {
    const key = await stretch('abc 123', SALT, { memoryKib: 64, iterations: 1, parallelism: 1 });
    expect(toHex(key)).toBe('fc20514417fb25aba3bffebc0c45603855beb5a76679e73341d346f02b01f862');
  });

  it('has the same library give the vector of the reference implementation and that of four lanes', async () => {
    const reference = { password: 'password', salt: 'somesalt', iterations: 2, memorySize: 65_536, parallelism: 1 };
    expect(await argon2id({ ...reference, hashLength: 32 })).toBe(
      '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    );
    const [password, salt] = [new Uint8Array(32).fill(1), new Uint8Array(16).fill(2)];
    const lanes = { password, salt, iterations: 3, memorySize: 32, parallelism: 4, hashLength: 32 };
    expect(await argon2id(lanes)).toBe('03aab965c12001c9d7d0d2de33192c0494b684bb148196d73c1df1acaf6d0c2e');
  });

  it('takes full-width letters for the same, as an input method writes them', async () => {
    const cheap = { memoryKib: 32, iterations: 1, parallelism: 1 } as const;
    expect(await stretch('ａｂｃ　１２３', SALT, cheap)).toEqual(await stretch('abc 123', SALT, cheap));
    expect(await stretch('Abc 123', SALT, cheap)).not.toEqual(await stretch('abc 123', SALT, cheap));
  });
});

describe('calibration', () => {
  const device = (perIterationMs: number) => {
    let clock = 1_000;
    const asked: number[] = [];
    const calibration = {
      now: () => clock,
      stretch: async (_: string, __: unknown, { iterations, memoryKib }: typeof STANDARD_PARAMETERS) => {
        asked.push(memoryKib);
        clock += iterations * perIterationMs;
        return new Uint8Array(32);
      },
    };
    return { calibration, asked };
  };
  const iterationsOf = async (perIterationMs: number) =>
    (await calibrate(device(perIterationMs).calibration)).iterations;

  it('stays at the standard on slow devices and takes half a second to a second on others', async () => {
    expect(await iterationsOf(1_000)).toBe(3);
    expect(await iterationsOf(250)).toBe(3);
    expect(await iterationsOf(110)).toBe(7); // 770 ms
    expect(await iterationsOf(50)).toBe(15); // 750 ms
    expect(await iterationsOf(0)).toBe(24);
  });

  it('never asks for other memory than the standard, so that a phone can open the backup', async () => {
    const { calibration, asked } = device(10);
    expect((await calibrate(calibration)).memoryKib).toBe(65_536);
    expect(asked).toEqual([65_536]);
  });

  it('goes down to 46 MiB only where 64 do not fit', async () => {
    const short = async () => {
      throw new AppError('KEY_MEMORY_SHORT', { mib: 64 });
    };
    expect(await calibrate({ now: () => 0, stretch: short })).toEqual({
      memoryKib: 47_104,
      iterations: 1,
      parallelism: 1,
    });
    const broken = async () => {
      throw new Error('another reason');
    };
    await expect(calibrate({ now: () => 0, stretch: broken })).rejects.toThrow('another reason');
  });

  it('only ever raises', () => {
    expect(strongest(LOW_MEMORY_PARAMETERS, STANDARD_PARAMETERS)).toEqual(STANDARD_PARAMETERS);
    const slower = { ...LOW_MEMORY_PARAMETERS, iterations: 9 };
    expect(strongest(STANDARD_PARAMETERS, slower)).toEqual({ ...STANDARD_PARAMETERS, iterations: 9 });
    expect(worthRaising(STANDARD_PARAMETERS, { ...STANDARD_PARAMETERS, iterations: 4 })).toBe(false);
    expect(worthRaising(STANDARD_PARAMETERS, { ...STANDARD_PARAMETERS, iterations: 5 })).toBe(true);
    expect(worthRaising(STANDARD_PARAMETERS, LOW_MEMORY_PARAMETERS)).toBe(false);
    expect(worthRaising(LOW_MEMORY_PARAMETERS, STANDARD_PARAMETERS)).toBe(true);
  });
});
