import { ascii } from './xml-bytes.ts';

/** The tags of a sheet under its prefix, as bytes. */
export type SheetTags = ReturnType<typeof sheetTags>;

/** @param prefix e.g. `x:`, or empty. */
export function sheetTags(prefix: string) {
  return {
    row: ascii(`<${prefix}row`),
    rowEnd: ascii(`</${prefix}row`),
    dataEnd: ascii(`</${prefix}sheetData`),
    cell: ascii(`<${prefix}c`),
    cellEnd: ascii(`</${prefix}c>`),
    /** A cell with nothing but a value. */
    value: ascii(`<${prefix}v>`),
    valueEnd: ascii(`</${prefix}v></${prefix}c>`),
    /** A cell with nothing but a text without runs. */
    text: ascii(`<${prefix}is><${prefix}t`),
    textEnd: ascii(`</${prefix}t></${prefix}is></${prefix}c>`),
  };
}

/** A part whose root has not shown up by then has no prefix worth knowing. */
const ROOT_WITHIN = 262_144;

/** The prefix of the tags of a part by its root element; null when the root has not come yet. */
export function prefixOf(bytes: Uint8Array, root: string): string | null {
  const start = new TextDecoder().decode(bytes.subarray(0, ROOT_WITHIN));
  const found = new RegExp(`<(?:([\\w.-]+):)?${root}[\\s>/]`, 'u').exec(start);
  if (found === null) return bytes.length < ROOT_WITHIN ? null : '';
  return found[1] === undefined ? '' : `${found[1]}:`;
}
