const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Knows whether a cell is one of some short words, whatever its case; nearly every cell is none by its first byte. */
export class WordTest {
  readonly #words: ReadonlySet<string>;
  readonly #longest: number;
  readonly #starts = new Uint8Array(256);

  constructor(words: Iterable<string>) {
    this.#words = new Set([...words].map((word) => word.toLowerCase()).filter((word) => word !== ''));
    const spellings = [...this.#words].flatMap((word) => [encoder.encode(word), encoder.encode(word.toUpperCase())]);
    this.#longest = Math.max(0, ...spellings.map((bytes) => bytes.length));
    for (const bytes of spellings) this.#starts[bytes[0] ?? 0] = 1;
  }

  mayStart(byte: number | undefined): boolean {
    return byte !== undefined && this.#starts[byte] === 1;
  }

  has(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from > this.#longest || to <= from || this.#starts[bytes[from] ?? 0] === 0) return false;
    return this.#words.has(decoder.decode(bytes.subarray(from, to)).toLowerCase());
  }
}
