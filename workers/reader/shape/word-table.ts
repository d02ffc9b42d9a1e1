const encoder = new TextEncoder();

const HEAD = 256 + 3 * 4;

/** Whether a letter beyond ASCII has another case, which the kernel does not know. */
const hasForeignCase = (word: string) =>
  Array.from(word).some((letter) => letter > '\u007f' && letter.toUpperCase() !== letter);

/** Words by which cells are told, as kernel/words.as reads them. */
export class WordTable {
  readonly words: ReadonlySet<string>;
  /** Whether a cell may be a word though its letters are none of its bytes. */
  readonly needsMaker: boolean;

  constructor(words: Iterable<string>) {
    this.words = new Set([...words].map((word) => word.toLowerCase()).filter((word) => word !== ''));
    this.needsMaker = [...this.words].some(hasForeignCase);
  }

  /** @param maker number of the maker that knows the words, or -1. */
  bytes(maker: number): Uint8Array {
    const lower = [...this.words].map((word) => encoder.encode(word));
    const spellings = [...lower, ...[...this.words].map((word) => encoder.encode(word.toUpperCase()))];
    const table = new Uint8Array(HEAD + lower.reduce((sum, word) => sum + 4 + word.length, 0));
    const view = new DataView(table.buffer);
    for (const word of spellings) table[word[0] ?? 0] = 1;
    view.setUint32(256, Math.max(0, ...spellings.map((word) => word.length)), true);
    view.setInt32(260, maker, true);
    view.setUint32(264, lower.length, true);
    let at = HEAD;
    for (const word of lower) {
      view.setUint32(at, word.length, true);
      table.set(word, at + 4);
      at += 4 + word.length;
    }
    return table;
  }
}
