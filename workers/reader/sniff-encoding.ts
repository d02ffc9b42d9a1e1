import type { Encoding } from '../../src/domain/contracts/source.ts';

/** `ascii`: nothing in the head tells UTF-8 from GB18030. */
export type EncodingGuess = { encoding: Encoding; unsure: boolean; ascii: boolean; bom: boolean };

/** How many characters of a reading are of the frequent kind, of the rare kind, or no characters at all. */
type Reading = { common: number; rare: number; bad: number };

const sure = (encoding: Encoding, bom = false): EncodingGuess => ({ encoding, unsure: false, ascii: false, bom });

function byteOrderMark(bytes: Uint8Array): Encoding | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33) return 'gb18030';
  return null;
}

/** UTF-16 without a mark: digits, commas and line ends put a NUL into every second byte, on one side only. */
function utf16ByNuls(bytes: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  let evenEnds = 0;
  let oddEnds = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
    if (bytes[i] === 0 && bytes[i + 1] === 0x0a) evenEnds++;
    if (bytes[i] === 0x0a && bytes[i + 1] === 0) oddEnds++;
  }
  const few = (bytes.length >> 1) * 0.05 + 1;
  const lines = bytes.includes(0x0a);
  if (odd > few && even * 8 < odd && evenEnds === 0 && (oddEnds > 0 || !lines)) return 'utf-16le';
  if (even > few && odd * 8 < even && oddEnds === 0 && (evenEnds > 0 || !lines)) return 'utf-16be';
  return null;
}

function utf8Size(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

function isUtf8At(bytes: Uint8Array, at: number, size: number): boolean {
  const [lead = 0, second = 0] = [bytes[at], bytes[at + 1]];
  if (lead === 0xe0 && second < 0xa0) return false;
  if (lead === 0xed && second > 0x9f) return false;
  if (lead === 0xf0 && second < 0x90) return false;
  if (lead === 0xf4 && second > 0x8f) return false;
  for (let i = 1; i < size; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}

/** Sequences of more than one byte are the common ones; adjacent bad bytes count once. */
function readUtf8(bytes: Uint8Array, whole: boolean): Reading & { long: number } {
  const reading = { common: 0, rare: 0, bad: 0, long: 0 };
  let wasBad = false;
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const size = lead < 0x80 ? 1 : utf8Size(lead);
    if (size > 1 && at + size > bytes.length && !whole) break;
    if (size > 1 && isUtf8At(bytes, at, size)) {
      reading.common++;
      if (size > 2) reading.long++;
      wasBad = false;
      at += size;
    } else {
      if (lead >= 0x80 && !wasBad) reading.bad++;
      wasBad = lead >= 0x80;
      at++;
    }
  }
  return reading;
}

type PairKind = 'common' | 'rare' | 'bad';

function gbPair(lead: number, trail: number): PairKind {
  if (lead < 0x81 || lead > 0xfe || trail < 0x40 || trail === 0x7f || trail > 0xfe) return 'bad';
  if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) return 'common';
  return 'rare';
}

function big5Pair(lead: number, trail: number): PairKind {
  const trails = (trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe);
  if (lead < 0xa1 || lead > 0xf9 || !trails) return 'bad';
  return lead <= 0xa3 || (lead >= 0xa4 && lead <= 0xc6) ? 'common' : 'rare';
}

function sjisPair(lead: number, trail: number): PairKind {
  const leads = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
  if (!leads || trail < 0x40 || trail === 0x7f || trail > 0xfc) return 'bad';
  return lead <= 0x83 || (lead >= 0x88 && lead <= 0x98) ? 'common' : 'rare';
}

/** A two-byte encoding: `single` says which high bytes stand alone, `four` whether a digit trail makes four bytes. */
type PairEncoding = {
  kind: (lead: number, trail: number) => PairKind;
  single: (byte: number) => PairKind | null;
  four: boolean;
};

function readPairs(bytes: Uint8Array, { kind, single, four }: PairEncoding): Reading {
  const reading = { common: 0, rare: 0, bad: 0 };
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const alone = single(lead);
    const trail = bytes[at + 1];
    if (alone !== null) {
      reading[alone]++;
      at++;
    } else if (trail === undefined) break;
    else if (four && trail >= 0x30 && trail <= 0x39 && (bytes[at + 2] ?? 0x81) >= 0x81) {
      reading.rare++;
      at += 4;
    } else {
      const found = kind(lead, trail);
      reading[found]++;
      at += found === 'bad' && trail < 0x80 ? 1 : 2;
    }
  }
  return reading;
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/** Western text: high bytes are accented letters beside plain ones, alone or in twos. */
function readWestern(bytes: Uint8Array): Reading {
  const reading = { common: 0, rare: 0, bad: 0 };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    let end = at;
    while ((bytes[end] ?? 0) >= 0x80) end++;
    const beside = isLetter(bytes[at - 1]) || isLetter(bytes[end]) || byte === 0xa3 || byte === 0x80;
    const undefinedByte = byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d;
    const kind = undefinedByte ? 'bad' : end - at <= 2 && beside ? 'common' : 'rare';
    reading[kind] += end - at;
    at = end - 1;
  }
  return reading;
}

/** 1: every character is a frequent one; below 0: mostly not characters. */
function plausibility({ common, rare, bad }: Reading): number {
  const all = common + rare + bad;
  return all === 0 ? 0 : (common + rare * 0.3 - bad * 3) / all;
}

const noSingle = (byte: number): PairKind | null => (byte === 0x80 ? 'rare' : byte === 0xff ? 'bad' : null);
const kanaSingle = (byte: number): PairKind | null => (byte >= 0xa1 && byte <= 0xdf ? 'rare' : null);

function readGb18030(bytes: Uint8Array): Reading {
  return readPairs(bytes, { kind: gbPair, single: noSingle, four: true });
}

/** Legacy encodings against each other; GB18030 wins a near tie, for most files here are Chinese. */
function sniffLegacy(bytes: Uint8Array): EncodingGuess {
  const scores: [Encoding, number][] = [
    ['gb18030', plausibility(readGb18030(bytes)) + 0.1],
    ['big5', plausibility(readPairs(bytes, { kind: big5Pair, single: noSingle, four: false }))],
    ['shift_jis', plausibility(readPairs(bytes, { kind: sjisPair, single: kanaSingle, four: false }))],
    ['windows-1252', plausibility(readWestern(bytes)) - 0.05],
  ];
  scores.sort((a, b) => b[1] - a[1]);
  const [best = ['gb18030', 0] as const, second] = scores;
  return { encoding: best[0], unsure: best[1] < 0.8 || best[1] - (second?.[1] ?? 0) < 0.15, ascii: false, bom: false };
}

/**
 * Tells the encoding from the head of a text: mark, NUL pattern, strict UTF-8, then the most plausible legacy one.
 * UTF-8 with a few bad bytes among many good characters stays UTF-8: its bad records are refused one by one.
 * @param whole the bytes are all there is, so a character cut by the end is a bad one.
 */
export function sniffEncoding(bytes: Uint8Array, whole: boolean): EncodingGuess {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return sure(marked, true);
  const wide = utf16ByNuls(bytes);
  if (wide !== null) return { ...sure(wide), unsure: bytes.length < 64 };
  const utf8 = readUtf8(bytes, whole);
  if (utf8.bad === 0) {
    if (utf8.common === 0) return { ...sure('utf-8'), ascii: true };
    // GB18030 pairs can look like two-byte UTF-8; western words have a letter beside the accent.
    const unsure = utf8.long === 0 && plausibility(readGb18030(bytes)) > 0.9 && plausibility(readWestern(bytes)) < 0.9;
    return { ...sure('utf-8'), unsure };
  }
  if (utf8.bad * 4 <= utf8.common) return sure('utf-8');
  return sniffLegacy(bytes);
}
