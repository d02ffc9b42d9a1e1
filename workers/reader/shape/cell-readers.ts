import type { CellRequest, CellRules } from '../../../src/domain/contracts/cells.ts';
import { provinceAt, regionOfAddress, type Region } from '../../../src/domain/recognise/region-of-address.ts';
import type { BuyerToken } from './buyer-token.ts';
import type { CellOutput } from './cell-output.ts';
import { plainNumber, PlainTime, TIME_WIDTH } from './plain-forms.ts';
import { blanks, wrapping } from './trimmer.ts';
import { WordTest } from './word-test.ts';

/** Writes one cell of a record. @returns whether it is plain. */
export type CellReader = (bytes: Uint8Array, from: number, to: number) => boolean;

const MONEY_PLACES = 4;
const QUANTITY_PLACES = 3;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NO_BYTES = new Uint8Array(0);
const NOWHERE = { province: NO_BYTES, city: NO_BYTES, district: NO_BYTES };

/** What is made of a cell's text. Lines of one order repeat the cell, so the last one is kept. */
class MadeOfText<T> {
  #cell = new Uint8Array(64);
  #length = -1;
  #made: T;

  constructor(
    readonly make: (text: string) => T,
    readonly ofNothing: T,
  ) {
    this.#made = ofNothing;
  }

  of(bytes: Uint8Array, from: number, to: number): T {
    if (from === to) return this.ofNothing;
    if (!this.#isKept(bytes, from, to)) {
      this.#keep(bytes, from, to);
      this.#made = this.make(decoder.decode(bytes.subarray(from, to)));
    }
    return this.#made;
  }

  #isKept(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.#length !== to - from) return false;
    for (let i = 0; i < this.#length; i++) if (this.#cell[i] !== bytes[from + i]) return false;
    return true;
  }

  #keep(bytes: Uint8Array, from: number, to: number): void {
    this.#length = to - from;
    if (this.#length > this.#cell.length) this.#cell = new Uint8Array(2 * this.#length);
    for (let i = 0; i < this.#length; i++) this.#cell[i] = bytes[from + i] ?? 0;
  }
}

/** Texts of which a file has few different ones, as bytes. */
class FewTexts {
  readonly #known = new Map<string, Uint8Array>();

  bytesOf(text: string): Uint8Array {
    const known = this.#known.get(text);
    if (known) return known;
    const bytes = encoder.encode(text);
    if (this.#known.size < 10_000) this.#known.set(text, bytes);
    return bytes;
  }
}

type RegionBytes = Record<keyof Region, Uint8Array>;

/** Readers of the cells of one table; each writes to `out`. */
export class CellReaders {
  readonly #out: CellOutput;
  readonly #rules: CellRules;
  readonly #nothing: WordTest;
  readonly #token: BuyerToken;
  readonly #names = new FewTexts();
  /** By column: its three parts are read from one address. */
  readonly #regions = new Map<number, MadeOfText<RegionBytes>>();

  constructor(out: CellOutput, rules: CellRules, token: BuyerToken) {
    this.#out = out;
    this.#rules = rules;
    this.#nothing = new WordTest(rules.nothing);
    this.#token = token;
  }

  readerOf({ column, reading }: CellRequest): CellReader {
    switch (reading) {
      case 'id':
        return this.#id();
      case 'money':
        return this.#number(MONEY_PLACES);
      case 'quantity':
        return this.#number(QUANTITY_PLACES);
      case 'timestamp':
        return this.#timestamp();
      case 'buyer':
        return this.#made(new MadeOfText(this.#token, NO_BYTES));
      case 'province':
        return this.#made(new MadeOfText((text) => this.#names.bytesOf(provinceAt(text) || text), NO_BYTES));
      case 'address_province':
        return this.#region(column, 'province');
      case 'address_city':
        return this.#region(column, 'city');
      case 'address_district':
        return this.#region(column, 'district');
      default:
        return this.#text();
    }
  }

  /** Trims a cell; what is left is none where it says nothing. */
  #clean(then: CellReader, trimmer = blanks): CellReader {
    const nothing = this.#nothing;
    return (bytes, from, to) => {
      const start = trimmer.start(bytes, from, to);
      const end = trimmer.end(bytes, start, to);
      return nothing.has(bytes, start, end) ? then(bytes, end, end) : then(bytes, start, end);
    };
  }

  #text(): CellReader {
    return this.#clean((bytes, from, to) => {
      this.#out.cell(bytes, from, to);
      return true;
    });
  }

  #id(): CellReader {
    const no = encoder.encode('No:');
    return this.#clean((bytes, from, to) => {
      const start = no.every((byte, index) => bytes[from + index] === byte) && to - from > no.length ? from + 3 : from;
      this.#out.cell(bytes, start, withoutPoint(bytes, start, to));
      return true;
    }, wrapping);
  }

  #number(places: number): CellReader {
    const isPlain = plainNumber(this.#rules.decimalComma ? 0 : places);
    return this.#clean((bytes, from, to) => {
      this.#out.cell(bytes, from, to);
      return from === to || isPlain(bytes, from, to);
    }, wrapping);
  }

  #timestamp(): CellReader {
    const time = new PlainTime(this.#rules.zoneOffset);
    return this.#clean((bytes, from, to) => {
      const isPlain = from < to && time.read(bytes, from, to);
      if (isPlain) this.#out.cell(time.text, 0, TIME_WIDTH);
      else this.#out.cell(bytes, from, to);
      return isPlain || from === to;
    }, wrapping);
  }

  #made(texts: MadeOfText<Uint8Array>): CellReader {
    return this.#clean((bytes, from, to) => {
      const made = texts.of(bytes, from, to);
      this.#out.cell(made, 0, made.length);
      return true;
    });
  }

  #region(column: number, part: keyof Region): CellReader {
    const regions = this.#regions.get(column) ?? new MadeOfText((address) => this.#regionBytes(address), NOWHERE);
    this.#regions.set(column, regions);
    return this.#clean((bytes, from, to) => {
      const made = regions.of(bytes, from, to)[part];
      this.#out.cell(made, 0, made.length);
      return true;
    });
  }

  #regionBytes(address: string): RegionBytes {
    const { province, city, district } = regionOfAddress(address);
    const names = this.#names;
    return { province: names.bytesOf(province), city: names.bytesOf(city), district: names.bytesOf(district) };
  }
}

/** The end of an id without the `.0` that a spreadsheet adds to a number. */
function withoutPoint(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 3 || bytes[to - 1] !== 0x30 || bytes[to - 2] !== 0x2e) return to;
  for (let at = from; at < to - 2; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x30 || byte > 0x39) return to;
  }
  return to - 2;
}
