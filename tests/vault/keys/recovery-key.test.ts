import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecoveryKey, writeRecoveryKey } from '../../../workers/vault/keys/recovery-key.ts';
import { codeOf } from './keys-support.ts';

const SECRET = Uint8Array.from({ length: 20 }, (_, i) => i);
/*
 * By hand: bytes 00 01 02 03 04 are the bits 00000 00000 00000 10000 00100 00000 11000 00100 = 000G 40R4, and so on;
 * sha256sum of `zhanggui recovery key 1` and the 20 bytes begins ec9292 = 11101 10010 01001 01001 = XJ99.
 */
const PRINTED = '000G-40R4-0M30-E209-185G-R38E-1W81-24GK-XJ99';

describe('a recovery key', () => {
  it('is printed in nine groups, the last being the checksum', async () => {
    expect(await writeRecoveryKey(SECRET)).toBe(PRINTED);
  });

  it.each([
    ['as printed', PRINTED],
    ['in small letters without dashes', PRINTED.toLowerCase().replaceAll('-', '')],
    ['with spaces and line breaks', ` ${PRINTED.replaceAll('-', '  ')}\n`],
    ['with long dashes', PRINTED.replaceAll('-', ' — ')],
    ['with O for 0', PRINTED.replaceAll('0', 'O')],
    ['with l for 1', PRINTED.replaceAll('1', 'l')],
    ['with I for 1', PRINTED.replaceAll('1', 'I')],
    ['in full width', PRINTED.replaceAll(/./g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))],
  ])('is read %s', async (_, typed) => {
    expect(await readRecoveryKey(typed)).toEqual(SECRET);
  });

  it('reads U as V, which is never printed', async () => {
    const secret = new Uint8Array(20).fill(0b11011_110);
    const printed = await writeRecoveryKey(secret);
    expect(printed).toContain('V');
    expect(printed).not.toMatch(/[ILOU]/);
    expect(await readRecoveryKey(printed.replaceAll('V', 'u'))).toEqual(secret);
  });

  it('comes back from what was printed, whatever it is', async () => {
    const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        expect(await readRecoveryKey(await writeRecoveryKey(new Uint8Array(secret)))).toEqual(new Uint8Array(secret));
      }),
    );
  });

  it('is refused with any one symbol wrong, with neighbours exchanged, too short, too long or empty', async () => {
    const symbols = PRINTED.replaceAll('-', '');
    for (let at = 0; at < symbols.length; at += 1) {
      const other = symbols[at] === '7' ? '8' : '7';
      expect(await codeOf(readRecoveryKey(symbols.slice(0, at) + other + symbols.slice(at + 1)))).toBe(
        'RECOVERY_KEY_MISTYPED',
      );
      const swapped = symbols.slice(0, at) + (symbols[at + 1] ?? '') + (symbols[at] ?? '') + symbols.slice(at + 2);
      if (swapped !== symbols) expect(await codeOf(readRecoveryKey(swapped))).toBe('RECOVERY_KEY_MISTYPED');
    }
    for (const typed of ['', '你好', symbols.slice(1), `${symbols}0`, `${symbols.slice(1)}?`])
      expect(await codeOf(readRecoveryKey(typed))).toBe('RECOVERY_KEY_MISTYPED');
  });
});
