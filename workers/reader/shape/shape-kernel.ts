import type { CellReading, CellRequest, CellRules } from '../../../src/domain/contracts/cells.ts';
import type { RowBatch } from '../../../src/domain/contracts/source.ts';
import type { BuyerToken } from './buyer-token.ts';
import { AS_IT_STANDS, MADE_BYTES, provinceMaker, regionMaker, wordMaker, type CellMaker } from './cell-makers.ts';
import { KERNEL_WASM } from './kernel-wasm.ts';
import { WordTable } from './word-table.ts';

type Exports = {
  memory: WebAssembly.Memory;
  take: (length: number) => number;
  /** Parameters as kernel/shape.as has them. */
  configure: (...rules: number[]) => void;
  result: () => number;
  room: (bytes: number) => number;
  shape: (...batch: number[]) => number;
  written: () => number;
  forget: () => void;
};

const FUNCTIONS = ['take', 'configure', 'result', 'room', 'shape', 'written', 'forget'];

/** The platform types exports as an open record; the shape is the one kernel/shape.as declares. */
function isKernel(exports: WebAssembly.Exports): exports is Exports {
  return (
    exports['memory'] instanceof WebAssembly.Memory && FUNCTIONS.every((name) => typeof exports[name] === 'function')
  );
}

let compiled: WebAssembly.Module | null = null;

function instantiate(make: (maker: number, from: number, length: number) => number): Exports {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_WASM), (char) => char.charCodeAt(0)));
  const { exports } = new WebAssembly.Instance(compiled, { shape: { make } });
  if (!isKernel(exports)) throw new TypeError('shape.as does not export what it should');
  return exports;
}

/** Numbers in kernel/shape.as. */
const OPERATION = { text: 0, id: 1, number: 2, time: 3, made: 4 } as const;
const REQUEST_WORDS = 5;
const CAREFUL = 4;

const MONEY_PLACES = 4;
const QUANTITY_PLACES = 3;

/** Makers by their numbers; those of words come behind. */
const TOKEN = 0;
const PROVINCE = 1;
const REGION = 2;

type Operation = readonly [operation: number, firstDetail: number, secondDetail: number];

const places = (most: number, rules: CellRules): Operation => [OPERATION.number, rules.decimalComma ? 0 : most, 0];

/** How the kernel reads a cell. */
const OPERATIONS: Record<CellReading, (rules: CellRules) => Operation> = {
  text: () => [OPERATION.text, 0, 0],
  flag: () => [OPERATION.text, 0, 0],
  id: () => [OPERATION.id, 0, 0],
  money: (rules) => places(MONEY_PLACES, rules),
  quantity: (rules) => places(QUANTITY_PLACES, rules),
  timestamp: ({ zoneOffset }) => [OPERATION.time, zoneOffset ? 1 : 0, 0],
  buyer: () => [OPERATION.made, TOKEN, 0],
  province: () => [OPERATION.made, PROVINCE, 0],
  address_province: () => [OPERATION.made, REGION, 0],
  address_city: () => [OPERATION.made, REGION, 1],
  address_district: () => [OPERATION.made, REGION, 2],
};

/** Turns records of a file into the cells the engine asked for: kernel/shape.as, and what it asks TypeScript for. */
export class ShapeKernel {
  readonly #kernel: Exports;
  readonly #makers: CellMaker[];
  readonly #requests: readonly CellRequest[];
  readonly #requestsAt: number;
  #heap: Uint8Array<ArrayBuffer>;
  /** Where texts that were made are left. */
  #result: Uint8Array;
  /** Bytes written since the last `take`. */
  length = 0;

  constructor(rules: CellRules, token: BuyerToken) {
    this.#makers = [token, provinceMaker, regionMaker];
    this.#kernel = instantiate((maker, from, length) => this.#make(maker, from, length));
    this.#heap = new Uint8Array(this.#kernel.memory.buffer);
    this.#result = new Uint8Array(this.#heap.buffer, this.#kernel.result(), MADE_BYTES);
    this.#requests = rules.cells;
    const requests = rules.cells.flatMap(({ column, reading }) => [column, ...OPERATIONS[reading](rules), 0]);
    this.#requestsAt = this.#placeWords(requests);
    this.#kernel.configure(
      rules.columns,
      this.#requestsAt,
      rules.cells.length,
      this.#placeWords(rules.total.columns),
      rules.total.columns.length,
      this.#placeTable(rules.nothing),
      this.#placeTable(rules.total.words),
      rules.hashRows ? 1 : 0,
    );
  }

  shape({ bytes, delimiter, firstLine, lines }: RowBatch): void {
    const linesFrom = (bytes.length + 8 + 3) & ~3;
    const input = this.#kernel.room(linesFrom + (lines?.byteLength ?? 0));
    const heap = this.#memory();
    heap.set(bytes, input);
    if (lines) new Uint32Array(heap.buffer, input + linesFrom, lines.length).set(lines);
    const delimiterByte = delimiter.charCodeAt(0);
    this.length = this.#kernel.shape(bytes.length, delimiterByte, firstLine, input + linesFrom, lines?.length ?? 0);
  }

  /** What was written since the last call, in memory of its own, and which cells were plain in all of it. */
  take(): { bytes: Uint8Array<ArrayBuffer>; plain: boolean[] } {
    const heap = this.#memory();
    const start = this.#kernel.written();
    const bytes = heap.slice(start, start + this.length);
    const words = new Int32Array(heap.buffer, this.#requestsAt, this.#requests.length * REQUEST_WORDS);
    const plain = this.#requests.map((_, index) => words[index * REQUEST_WORDS + CAREFUL] === 0);
    this.#kernel.forget();
    this.length = 0;
    return { bytes, plain };
  }

  /** The kernel's memory; growing leaves old views behind. */
  #memory(): Uint8Array<ArrayBuffer> {
    if (this.#heap.buffer !== this.#kernel.memory.buffer) this.#renewViews();
    return this.#heap;
  }

  #renewViews(): void {
    this.#heap = new Uint8Array(this.#kernel.memory.buffer);
    this.#result = new Uint8Array(this.#heap.buffer, this.#kernel.result(), MADE_BYTES);
  }

  /** What the kernel calls: kernel/made.as. */
  #make(maker: number, from: number, length: number): number {
    const cell = this.#memory().subarray(from, from + length);
    return this.#makers[maker]?.(cell, this.#result) ?? AS_IT_STANDS;
  }

  #placeWords(words: readonly number[]): number {
    return this.#place(new Uint8Array(Int32Array.from(words).buffer));
  }

  #placeTable(words: readonly string[]): number {
    const table = new WordTable(words);
    return this.#place(table.bytes(table.needsMaker ? this.#makers.push(wordMaker(table.words)) - 1 : -1));
  }

  #place(bytes: Uint8Array): number {
    const at = this.#kernel.take(bytes.length);
    this.#memory().set(bytes, at);
    return at;
  }
}
