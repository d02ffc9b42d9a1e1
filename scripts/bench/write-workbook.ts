import { writeFile } from 'node:fs/promises';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { HEADERS, NUMERIC_COLUMNS, writeLines, type LinePlan } from './order-lines.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/** Texts of a workbook, each stored once and named by its place. */
class SharedStrings {
  readonly #places = new Map<string, number>();
  #uses = 0;

  place(text: string): number {
    this.#uses++;
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }

  xml(): string {
    const items = [...this.#places.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
    return `${XML}<sst xmlns="${MAIN}" count="${this.#uses}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

function sheetXml(rows: Iterable<string[]>, strings: SharedStrings): string {
  const parts: string[] = [];
  let number = 0;
  const names = HEADERS.map((_, index) => columnName(index));
  for (const cells of rows) {
    number++;
    const written = cells.map((cell, index) => {
      if (cell === '') return '';
      const at = `r="${names[index] ?? ''}${number}"`;
      return number > 1 && NUMERIC_COLUMNS.has(index)
        ? `<c ${at}><v>${cell}</v></c>`
        : `<c ${at} t="s"><v>${strings.place(cell)}</v></c>`;
    });
    parts.push(`<row r="${number}">${written.join('')}</row>`);
  }
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${parts.join('')}</sheetData></worksheet>`;
}

function* withHeader(plan: LinePlan): Generator<string[]> {
  yield [...HEADERS];
  yield* writeLines(plan);
}

/** Writes a plan's lines as one sheet: texts in the shared table, amounts and quantities as numbers. @returns its bytes */
export async function writeWorkbook(path: string, plan: LinePlan): Promise<number> {
  const strings = new SharedStrings();
  const sheet = sheetXml(withHeader(plan), strings);
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const relations = (list: string) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPES}.sharedStrings+xml"/></Types>`,
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="订单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation(1, 'worksheet', 'worksheets/sheet1.xml') + relation(2, 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/worksheets/sheet1.xml': sheet,
    'xl/sharedStrings.xml': strings.xml(),
  };
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, xml] of Object.entries(parts)) await zip.add(name, new TextReader(xml));
  const bytes = new Uint8Array(await (await zip.close()).arrayBuffer());
  await writeFile(path, bytes);
  return bytes.byteLength;
}
