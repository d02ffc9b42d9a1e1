import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { compileDecoder } from '../../scripts/build-gb18030.ts';
import { startDecoding } from '../../workers/reader/decode-text.ts';
import { DECODE_WASM } from '../../workers/reader/gb18030/decode-wasm.ts';

// The machine may be busy with other things.

function decode(
  bytes: Uint8Array,
  encoding: 'gb18030' | 'utf-8',
  pieces = bytes.length || 1,
): { text: string; bad: number[] } {
  const out: number[] = [];
  const bad: number[] = [];
  const decoding = startDecoding(encoding, {
    append: (piece) => {
      for (const byte of piece) out.push(byte);
    },
    markBad: () => bad.push(out.length),
  });
  for (let at = 0; at < bytes.length; at += pieces) decoding.push(bytes.subarray(at, at + pieces));
  decoding.finish();
  return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(out)), bad };
}

test('the committed module is what its source compiles to', async () => {
  expect(Buffer.from(await compileDecoder()).toString('base64')).toBe(DECODE_WASM);
});

test('every two-byte and four-byte character reads as the platform reads it', () => {
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) bytes.push(lead, trail);
  for (let at = 0; at < 39_420; at++) {
    const third = Math.floor(at / 10);
    const second = Math.floor(third / 126);
    bytes.push(0x81 + Math.floor(second / 10), 0x30 + (second % 10), 0x81 + (third % 126), 0x30 + (at % 10));
  }
  const all = Uint8Array.from(bytes);
  const { text, bad } = decode(all, 'gb18030');
  // Compared as a truth, for a difference of 63,360 characters helps nobody.
  expect(text === new TextDecoder('gb18030').decode(all)).toBe(true);
  expect(bad).toEqual([]);
});

test('Chinese, rare characters and emoji agree with iconv-lite, wherever the pieces are cut', () => {
  const text = '订单编号,收件人,𠮷野家,张㐂,😀🧧,a"b",€\r\n'.repeat(7);
  const bytes = new Uint8Array(iconv.encode(text, 'gb18030'));
  for (const pieces of [1, 2, 3, 5, 16, 17, 64, bytes.length])
    expect(decode(bytes, 'gb18030', pieces)).toEqual({ text, bad: [] });
});

test('a bad byte is marked and takes no delimiter with it', () => {
  const bytes = Uint8Array.of(0x61, 0x2c, 0xb6, 0x2c, 0x62, 0x0a, 0xff, 0x0a, 0x80, 0x0a, 0xb6);
  expect(decode(bytes, 'gb18030')).toEqual({ text: 'a,\ufffd,b\n\ufffd\n€\n\ufffd', bad: [2, 8, 16] });
});

test('UTF-8 is checked byte by byte: overlong, surrogate, beyond Unicode, cut', () => {
  for (const bad of [
    [0xc0, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe0, 0x80, 0x80],
    [0xf8],
    [0xe4, 0xb8],
  ]) {
    const { text, bad: marks } = decode(Uint8Array.from([0x61, ...bad, 0x2c]), 'utf-8');
    expect(text.replaceAll('\ufffd', '')).toBe('a,');
    expect(marks.length).toBeGreaterThan(0);
  }
  const good = new TextEncoder().encode('a中é😀\u{10ffff}\u0800\ud7ff\ue000'.repeat(9));
  for (const pieces of [1, 2, 3, 7, 16, good.length]) expect(decode(good, 'utf-8', pieces).bad).toEqual([]);
});
