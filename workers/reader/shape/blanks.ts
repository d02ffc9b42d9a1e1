/** Blanks as files have them, in UTF-8: space, tab, line ends, U+00A0, U+200B, U+3000, U+FEFF. */

/** How many bytes of a blank, or of what wraps an id (= " ' ’ `), start at `at`; 0 for none. */
function blankAt(bytes: Uint8Array, at: number, wrapping: boolean): number {
  const byte = bytes[at];
  if (byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d) return 1;
  if (byte === 0xc2) return bytes[at + 1] === 0xa0 ? 2 : 0;
  if (byte === 0xe3) return bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80 ? 3 : 0;
  if (byte === 0xef) return bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? 3 : 0;
  if (byte === 0xe2) {
    const isBlank = bytes[at + 2] === 0x8b || (wrapping && bytes[at + 2] === 0x99);
    return bytes[at + 1] === 0x80 && isBlank ? 3 : 0;
  }
  return wrapping && (byte === 0x3d || byte === 0x22 || byte === 0x27 || byte === 0x60) ? 1 : 0;
}

/** Where a cell begins behind its blanks. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number, wrapping: boolean): number {
  let at = from;
  while (at < to) {
    const width = blankAt(bytes, at, wrapping);
    if (width === 0) return at;
    at += width;
  }
  return to;
}

/** Last bytes of the blanks above. */
const isLast = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d, 0xa0, 0x80, 0xbf, 0x8b, 0x99, 0x3d, 0x22, 0x27, 0x60]) isLast[byte] = 1;

/** Where a cell ends before its blanks. */
export function dropBlanks(bytes: Uint8Array, from: number, to: number, wrapping: boolean): number {
  let end = to;
  while (end > from && isLast[bytes[end - 1] ?? 0] === 1) {
    const width = [1, 2, 3].find((each) => end - each >= from && blankAt(bytes, end - each, wrapping) === each);
    if (width === undefined) return end;
    end -= width;
  }
  return end;
}
