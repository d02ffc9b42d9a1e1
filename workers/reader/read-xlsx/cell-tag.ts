import { GREATER, integerIn, seek, SLASH, SPACE } from './xml-bytes.ts';

/** What the value of a cell is. */
export const CELL = { number: 0, shared: 1, text: 2, inline: 3, boolean: 4, moment: 5 } as const;
type CellType = (typeof CELL)[keyof typeof CELL];

/** Most columns a sheet can have; a reference beyond it is not one. */
export const MAX_COLUMN = 16_384;

const EQUALS = 0x3d;
const [R, S, T] = [0x72, 0x73, 0x74];
const [B, D, I, N] = [0x62, 0x64, 0x69, 0x6e];

/** Column number (from 1) of a reference such as `AB12`; 0 when it is not one. */
export function columnIn(bytes: Uint8Array, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) {
    const letter = ((bytes[at] ?? 0) & 0xdf) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > MAX_COLUMN) return 0;
  }
  return column;
}

/** Types by the length of their name and its first letter; an unknown one is text. */
function typeIn(bytes: Uint8Array, from: number, to: number): CellType {
  const letter = bytes[from];
  if (to - from !== 1) return letter === I ? CELL.inline : CELL.text;
  if (letter === S) return CELL.shared;
  if (letter === N) return CELL.number;
  if (letter === B) return CELL.boolean;
  return letter === D ? CELL.moment : CELL.text;
}

/** The opening tag of a row or a cell: where it stands, what it looks like, what is in it. */
export class CellTag {
  style = 0;
  type: CellType = CELL.number;
  /** `<c …/>`: nothing in it. */
  closed = false;
  #bytes: Uint8Array = new Uint8Array(0);
  /** Where the value of `r` stands. */
  #place = 0;
  #placeEnd = 0;

  /** Number of the row of a row tag; 0 when it does not say. */
  get row(): number {
    return Math.max(0, integerIn(this.#bytes, this.#place, this.#placeEnd));
  }

  /** Column of a cell, from 1; 0 when it does not say. */
  get column(): number {
    return columnIn(this.#bytes, this.#place, this.#placeEnd);
  }

  /** Reads the attributes from `from` (behind the name) on. @returns the offset behind `>`, or -1 when the tag is cut. */
  read(bytes: Uint8Array, from: number): number {
    this.#bytes = bytes;
    this.#place = this.#placeEnd = this.style = 0;
    this.type = CELL.number;
    this.closed = false;
    let at = from;
    for (;;) {
      const code = bytes[at];
      if (code === undefined) return -1;
      if (code === GREATER) return at + 1;
      if (code > SPACE && code !== SLASH) at = this.#attribute(bytes, at, code);
      else {
        this.closed = code === SLASH;
        at++;
      }
    }
  }

  /** Takes an attribute; returns the offset behind it. */
  #attribute(bytes: Uint8Array, from: number, name: number): number {
    const equals = seek(bytes, EQUALS, from + 1);
    let open = equals + 1;
    while ((bytes[open] ?? GREATER) <= SPACE) open++;
    const value = open + 1;
    const close = seek(bytes, bytes[open] ?? GREATER, value);
    const isShort = equals === from + 1 || (bytes[from + 1] ?? 0) <= SPACE;
    if (isShort) this.#take(name, value, close);
    return close + 1;
  }

  #take(name: number, from: number, to: number): void {
    if (name === R) {
      this.#place = from;
      this.#placeEnd = to;
    } else if (name === S) this.style = integerIn(this.#bytes, from, to);
    else if (name === T) this.type = typeIn(this.#bytes, from, to);
  }
}
