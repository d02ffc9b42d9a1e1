import { provinceAt, regionOfAddress } from '../../../src/domain/recognise/region-of-address.ts';

/**
 * Makes up to three texts of a cell that says something and writes them, one behind the other, into `MADE_BYTES` bytes.
 * @returns their lengths, the first in the lowest eight bits; AS_IT_STANDS when the cell is kept.
 */
export type CellMaker = (cell: Uint8Array, into: Uint8Array) => number;

/** One byte tells the length of a text. */
const LONGEST = 255;
export const MADE_BYTES = 3 * LONGEST;
export const AS_IT_STANDS = -1;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const makerOf =
  (make: (text: string) => readonly string[] | null): CellMaker =>
  (cell, into) => {
    const texts = make(decoder.decode(cell));
    if (texts === null) return AS_IT_STANDS;
    let at = 0;
    let lengths = 0;
    for (let index = 0; index < texts.length; index++) {
      const { written } = encoder.encodeInto(texts[index] ?? '', into.subarray(at, at + LONGEST));
      lengths |= written << (8 * index);
      at += written;
    }
    return lengths;
  };

/** Makes the short name of a province of China. */
export const provinceMaker = makerOf((text) => {
  const province = provinceAt(text);
  return province === '' ? null : [province];
});

/** Makes province, city and district of an address. */
export const regionMaker = makerOf((address) => {
  const { province, city, district } = regionOfAddress(address);
  return [province, city, district];
});

/** Makes a text of cells that are one of some words in lower case, and none of others. */
export const wordMaker = (words: ReadonlySet<string>): CellMaker =>
  makerOf((cell) => [words.has(cell.toLowerCase()) ? '1' : '']);
