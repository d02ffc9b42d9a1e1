/**
 * Writes text as GB18030, which browsers can read but not write. The table is taken once from the browser's own
 * decoder (every two-byte and every four-byte code of the basic plane), so both directions agree by construction.
 */
export type Gb18030Encoder = {
  /** The bytes of a text. A lone surrogate becomes U+FFFD, as `TextEncoder` does. */
  encode(text: string): Uint8Array<ArrayBuffer>;
  /**
   * Writes as much of `text` from index `from` as fits into `target` at `at`, whole characters only.
   * @returns the index of the first character not written, and the position after the last byte written.
   */
  encodeInto(
    text: string,
    target: Uint8Array,
    position: { readonly from: number; readonly at: number },
  ): { read: number; written: number };
};

/** Bytes of U+FFFD. */
const REPLACEMENT = 0x8431a437;

/** Decodes codes, each followed by a line feed, so that an unassigned one cannot swallow its neighbour. */
function decodeCodes(decoder: TextDecoder, codes: readonly number[][]): string[] {
  const bytes = new Uint8Array(codes.reduce((sum, code) => sum + code.length + 1, 0));
  let at = 0;
  for (const code of codes) {
    bytes.set(code, at);
    bytes[at + code.length] = 0x0a;
    at += code.length + 1;
  }
  return decoder.decode(bytes).split('\n');
}

function twoByteCodes(): number[][] {
  const codes: number[][] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push([lead, trail]);
  }
  return codes;
}

function fourByteCodes(): number[][] {
  const codes: number[][] = [];
  for (let a = 0x81; a <= 0x84; a++) {
    for (let b = 0x30; b <= 0x39; b++) {
      for (let c = 0x81; c <= 0xfe; c++) for (let d = 0x30; d <= 0x39; d++) codes.push([a, b, c, d]);
    }
  }
  return codes;
}

/** Big-endian bytes of every code unit of the basic plane; 0 where there are none. Two-byte codes win. */
function buildTable(): Uint32Array {
  const table = new Uint32Array(0x10000);
  const decoder = new TextDecoder('gb18030');
  for (const codes of [twoByteCodes(), fourByteCodes()]) {
    const texts = decodeCodes(decoder, codes);
    codes.forEach((code, i) => {
      const text = texts[i] ?? '';
      const unit = text.charCodeAt(0);
      if (text.length !== 1 || unit < 0x80 || unit === 0xfffd || table[unit] !== 0) return;
      table[unit] = code.reduce((value, byte) => value * 256 + byte, 0);
    });
  }
  table[0xfffd] = REPLACEMENT;
  return table;
}

/** Four bytes of a character beyond the basic plane: linear from 0x90308130. */
function supplementary(codePoint: number): number {
  const linear = codePoint - 0x10000 + 189_000;
  const a = 0x81 + Math.floor(linear / 12_600);
  const b = 0x30 + (Math.floor(linear / 1260) % 10);
  const c = 0x81 + (Math.floor(linear / 10) % 126);
  return ((a * 256 + b) * 256 + c) * 256 + 0x30 + (linear % 10);
}

function codeAt(table: Uint32Array, text: string, at: number): { code: number; units: number } {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdbff) {
    const next = text.charCodeAt(at + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      return { code: supplementary((unit - 0xd800) * 0x400 + (next - 0xdc00) + 0x10000), units: 2 };
    }
  }
  const code = table[unit] ?? 0;
  return { code: code === 0 ? REPLACEMENT : code, units: 1 };
}

/** Writes a character of two or four bytes. @returns the position after it, or −1 when it does not fit. */
function put(code: number, target: Uint8Array, at: number): number {
  const length = code < 0x10000 ? 2 : 4;
  if (at + length > target.length) return -1;
  for (let i = 0; i < length; i++) target[at + i] = (code >>> (8 * (length - 1 - i))) & 0xff;
  return at + length;
}

/** Builds the table (a few milliseconds) and the encoder over it. */
export function createGb18030Encoder(): Gb18030Encoder {
  const table = buildTable();
  const encodeInto: Gb18030Encoder['encodeInto'] = (text, target, { from, at }) => {
    let read = from;
    let written = at;
    while (read < text.length && written < target.length) {
      const unit = text.charCodeAt(read);
      if (unit < 0x80) {
        target[written++] = unit;
        read += 1;
        continue;
      }
      const { code, units } = codeAt(table, text, read);
      const after = put(code, target, written);
      if (after < 0) break;
      written = after;
      read += units;
    }
    return { read, written };
  };
  const encode: Gb18030Encoder['encode'] = (text) => {
    const bytes = new Uint8Array(text.length * 4);
    return bytes.slice(0, encodeInto(text, bytes, { from: 0, at: 0 }).written);
  };
  return { encode, encodeInto };
}
