const encoder = new TextEncoder();

const BLANKS = [' ', '\t', '\r', '\n', '\u00a0', '\u200b', '\ufeff', '\u3000'];
/** What keeps a spreadsheet from rounding an id. */
const ID_WRAPPING = ['=', '"', "'", '’', '`'];

const marks = (bytes: readonly number[]) => {
  const table = new Uint8Array(256);
  for (const byte of bytes) table[byte] = 1;
  return table;
};

function standsAt(sequence: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < sequence.length; i++) if (bytes[at + i] !== sequence[i]) return false;
  return true;
}

/** Finds where a UTF-8 cell begins and ends without some characters around it. */
class Trimmer {
  readonly #sequences: readonly Uint8Array[];
  readonly #first: Uint8Array;
  readonly #last: Uint8Array;

  constructor(characters: readonly string[]) {
    this.#sequences = characters.map((character) => encoder.encode(character));
    this.#first = marks(this.#sequences.map((bytes) => bytes[0] ?? 0));
    this.#last = marks(this.#sequences.map((bytes) => bytes.at(-1) ?? 0));
  }

  start(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    while (at < to && this.#first[bytes[at] ?? 0] === 1) {
      const here = at;
      const found = this.#sequences.find((sequence) => standsAt(sequence, bytes, here));
      if (found === undefined || at + found.length > to) return at;
      at += found.length;
    }
    return at;
  }

  end(bytes: Uint8Array, from: number, to: number): number {
    let end = to;
    while (end > from && this.#last[bytes[end - 1] ?? 0] === 1) {
      const before = end;
      const found = this.#sequences.find(
        (sequence) => before - sequence.length >= from && standsAt(sequence, bytes, before - sequence.length),
      );
      if (found === undefined) return end;
      end -= found.length;
    }
    return end;
  }
}

/** Blanks as files have them. */
export const blanks = new Trimmer(BLANKS);
/** Blanks, and what wraps an id or a number. */
export const wrapping = new Trimmer([...BLANKS, ...ID_WRAPPING]);
/** Blanks, and the colon behind the word of a total row. */
export const totalEnding = new Trimmer([...BLANKS, ':', '：']);
