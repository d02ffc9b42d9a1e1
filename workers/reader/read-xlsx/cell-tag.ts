import { GREATER, integerIn, SLASH, SPACE } from './xml-bytes.ts';

/** What the value of a cell is. */
export const CELL = { number: 0, shared: 1, text: 2, inline: 3, boolean: 4, moment: 5 } as const;
type CellType = (typeof CELL)[keyof typeof CELL];

/** Most columns a sheet can have; a reference beyond it is not one. */
export const MAX_COLUMN = 16_384;

const EQUALS = 0x3d;

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
  if (to - from !== 1) return letter === 0x69 ? CELL.inline : CELL.text;
  if (letter === 0x73) return CELL.shared;
  if (letter === 0x6e) return CELL.number;
  if (letter === 0x62) return CELL.boolean;
  return letter === 0x64 ? CELL.moment : CELL.text;
}

/** The opening tag of a row or a cell: where it stands, what it looks like, what is in it. */
export class CellTag {
  /** Row number of a row; 0 when it does not say. */
  row = 0;
  column = 0;
  style = 0;
  type: CellType = CELL.number;
  /** `<c …/>`: nothing in it. */
  closed = false;

  /** Reads the attributes from `from` (behind the name) on. @returns the offset behind `>`, or -1 when the tag is cut. */
  read(bytes: Uint8Array, from: number, isRow: boolean): number {
    this.row = this.column = this.style = 0;
    this.type = CELL.number;
    this.closed = false;
    let at = from;
    for (;;) {
      const code = bytes[at];
      if (code === undefined) return -1;
      if (code === GREATER) return at + 1;
      if (code === SLASH || code <= SPACE) {
        this.closed = code === SLASH;
        at++;
        continue;
      }
      const name = at;
      while (at < bytes.length && bytes[at] !== EQUALS) at++;
      const isShort = at - name === 1 || (bytes[name + 1] ?? 0) <= SPACE;
      at++;
      while ((bytes[at] ?? GREATER) <= SPACE) at++;
      const quote = bytes[at];
      const open = at + 1;
      at = open;
      while (at < bytes.length && bytes[at] !== quote) at++;
      if (at >= bytes.length) return -1;
      if (!isShort) at++;
      else if (isRow) this.#takeOfRow(bytes, code, open, at++);
      else this.#takeOfCell(bytes, code, open, at++);
    }
  }

  #takeOfRow(bytes: Uint8Array, name: number, from: number, to: number): void {
    if (name === 0x72) this.row = Math.max(0, integerIn(bytes, from, to));
  }

  #takeOfCell(bytes: Uint8Array, name: number, from: number, to: number): void {
    if (name === 0x72) this.column = columnIn(bytes, from, to);
    else if (name === 0x73) this.style = integerIn(bytes, from, to);
    else if (name === 0x74) this.type = typeIn(bytes, from, to);
  }
}
