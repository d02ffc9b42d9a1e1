import { DECODE_WASM } from './decode-wasm.ts';

const PAIRS = 1024;
const FOURS = 49408;
const INPUT = 131072;
const PAGE = 65536;
/** U+FFFD itself has a place in the four-byte table. */
const REPLACEMENT_AT = 39417;

/** Most bytes that fit into one `load`. */
export const PIECE_BYTES = 1024 * 1024;
const OUTPUT = INPUT + PIECE_BYTES + 64;
/** A bad byte never reaches the output, so two bytes become at most three, and four become four. */
const OUTPUT_BYTES = (PIECE_BYTES * 3) / 2 + 64;

type Exports = {
  memory: WebAssembly.Memory;
  gb18030: (source: number, length: number, out: number) => number;
  utf8: (source: number, length: number) => number;
};

/** The platform types exports as an open record; the shape is the one decode.as declares. */
function isDecoder(exports: WebAssembly.Exports): exports is Exports {
  const { memory, gb18030, utf8 } = exports;
  return memory instanceof WebAssembly.Memory && typeof gb18030 === 'function' && typeof utf8 === 'function';
}

function instantiate(): Exports {
  const bytes = Uint8Array.from(atob(DECODE_WASM), (char) => char.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  if (!isDecoder(exports)) throw new TypeError('decode.as does not export what it should');
  return exports;
}

/** Fills the pair table and the four-byte table from the platform's decoder, so that both agree with it. */
function fillTables(memory: WebAssembly.Memory): void {
  const decoder = new TextDecoder('gb18030');
  const pairs = new Uint16Array(memory.buffer, PAIRS, 126 * 192);
  const row = new Uint8Array(190 * 3);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const trails: number[] = [];
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) trails.push(trail);
    trails.forEach((trail, i) => row.set([lead, trail, 0x0a], i * 3));
    decoder
      .decode(row)
      .split('\n')
      .slice(0, trails.length)
      .forEach((text, i) => {
        const point = text.length === 1 && text !== '\ufffd' ? text.charCodeAt(0) : 0;
        pairs[(lead - 0x81) * 192 + ((trails[i] ?? 0x40) - 0x40)] = point;
      });
  }
  const fours = new Uint16Array(memory.buffer, FOURS, 39420);
  const bytes = new Uint8Array(39420 * 5);
  for (let at = 0; at < 39420; at++) {
    const third = Math.floor(at / 10);
    const second = Math.floor(third / 126);
    bytes.set(
      [0x81 + Math.floor(second / 10), 0x30 + (second % 10), 0x81 + (third % 126), 0x30 + (at % 10), 0x0a],
      at * 5,
    );
  }
  decoder
    .decode(bytes)
    .split('\n')
    .forEach((text, at) => {
      const known = text.length === 1 && (text !== '\ufffd' || at === REPLACEMENT_AT);
      if (at < 39420) fours[at] = known ? text.charCodeAt(0) : 0;
    });
}

let shared: Transcoder | null = null;

/** The decoder of this thread: its memory and tables are filled once, and nobody keeps a piece in it for later. */
export function sharedTranscoder(): Transcoder {
  shared ??= new Transcoder();
  return shared;
}

/** The compiled decoder with one piece of text in its memory. Views it returns hold until the next `load`. */
class Transcoder {
  #wasm = instantiate();
  #heap: Uint8Array;
  #control: Uint32Array;
  #tablesFilled = false;
  /** Bytes of the loaded piece. */
  length = 0;
  /** Where the last `decodeFrom` stopped. */
  consumed = 0;

  constructor() {
    const { memory } = this.#wasm;
    memory.grow(Math.ceil((OUTPUT + OUTPUT_BYTES - memory.buffer.byteLength) / PAGE) + 1);
    this.#heap = new Uint8Array(memory.buffer);
    this.#control = new Uint32Array(memory.buffer, 0, 1);
  }

  /** Puts `carry` and `piece` (together at most PIECE_BYTES) into memory. */
  load(carry: Uint8Array, piece: Uint8Array): void {
    this.#heap.set(carry, INPUT);
    this.#heap.set(piece, INPUT + carry.length);
    this.length = carry.length + piece.length;
  }

  /** The loaded bytes from `from` to `to`. */
  input(from: number, to: number): Uint8Array {
    return this.#heap.subarray(INPUT + from, INPUT + to);
  }

  /** Offset behind the last whole, valid UTF-8 character that follows `from` without a gap. */
  validUtf8From(from: number): number {
    return from + this.#wasm.utf8(INPUT + from, this.length - from);
  }

  /** GB18030 from `from` on as UTF-8, up to a bad or cut character; `consumed` says where that is. */
  decodeGb18030From(from: number): Uint8Array {
    if (!this.#tablesFilled) {
      fillTables(this.#wasm.memory);
      this.#tablesFilled = true;
    }
    const written = this.#wasm.gb18030(INPUT + from, this.length - from, OUTPUT);
    this.consumed = from + (this.#control[0] ?? 0);
    return this.#heap.subarray(OUTPUT, OUTPUT + written);
  }
}
