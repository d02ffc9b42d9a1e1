import iconv from 'iconv-lite';
import type { Needle } from './byte-finder.ts';

/** A text as it may lie in a file: UTF-8, UTF-16 of both orders, GBK, and base64 of the first, second and fourth. */
export function needlesOfText(label: string, text: string): Needle[] {
  const utf16 = Buffer.from(text, 'utf16le');
  const encoded = {
    'UTF-8': Buffer.from(text),
    'UTF-16LE': utf16,
    'UTF-16BE': Buffer.from(utf16).swap16(),
    GBK: iconv.encode(text, 'gbk'),
  };
  const plain = Object.entries(encoded).map(([name, bytes]) => ({ label: `${label} ${name}`, bytes }));
  const packed = (['UTF-8', 'UTF-16LE', 'GBK'] as const).flatMap((name) =>
    base64Needles(`${label} ${name}`, encoded[name]),
  );
  return [...plain, ...packed];
}

/** A whole number as a program stores it: 64-bit integer and double, little-endian. */
export function needlesOfNumber(label: string, value: number): Needle[] {
  const integer = Buffer.alloc(8);
  integer.writeBigInt64LE(BigInt(value));
  const double = Buffer.alloc(8);
  double.writeDoubleLE(value);
  return [
    { label: `${label} int64`, bytes: integer },
    { label: `${label} double`, bytes: double },
  ];
}

/** Bytes as they are, in hex, and in base64. */
export function needlesOfBytes(label: string, bytes: Uint8Array): Needle[] {
  const hex = Buffer.from(bytes).toString('hex');
  return [
    { label: `${label} raw`, bytes },
    { label: `${label} hex`, bytes: Buffer.from(hex) },
    { label: `${label} HEX`, bytes: Buffer.from(hex.toUpperCase()) },
    ...base64Needles(label, bytes),
  ];
}

/** In a longer base64 text a string stands in one of three ways; only letters that depend on it alone are looked for. */
function base64Needles(label: string, bytes: Uint8Array): Needle[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = padded.length - (padded.length % 3);
    const text = padded
      .subarray(0, whole)
      .toString('base64')
      .slice(before === 0 ? 0 : 4);
    const web = text.replaceAll('+', '-').replaceAll('/', '_');
    return [text, ...(web === text ? [] : [web])].map((letters) => ({
      label: `${label} base64+${before}${letters === text ? '' : ' web'}`,
      bytes: Buffer.from(letters),
    }));
  });
}
