import { Parser } from 'htmlparser2';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { Encoding } from '../../src/domain/contracts/source.ts';
import type { ByteSource } from './byte-source.ts';
import { beat } from './heartbeat.ts';
import { LIMITS } from './limits.ts';
import type { Parts } from './part.ts';
import { type Grid, readGridPart } from './read-grid.ts';
import { isoText, numberText } from './read-xlsx/cell-text.ts';
import type { DecodedHead } from './read-text.ts';
import { TableBuilder } from './table-builder.ts';

/** The tables of a page, or the sheets of a SpreadsheetML 2003 file, which other programs also name `.xls`. */
export async function readMarkup(source: ByteSource, head: DecodedHead): Promise<Parts> {
  if ((source.size ?? 0) > LIMITS.heldWhole)
    throw new AppError('FILE_TOO_LARGE', { file: source.name, reason: 'unpacked_too_large' });
  const text = new TextDecoder().decode(head.utf8.subarray(0, 4096));
  const isXml = /<(?:[\w-]+:)?workbook\b/iu.test(text);
  if (isXml && /<!DOCTYPE/iu.test(text)) throw new AppError('FILE_UNSAFE', { file: source.name, reason: 'doctype' });
  const encoding = statedEncoding(text, head);
  const tables = await parseTables(source, encoding, isXml);
  const found: Parts = { container: 'html', parts: [], skipped: [] };
  for (const table of tables) {
    const part = await readGridPart(source.name, tableGrid(source, table, encoding));
    if (part !== null) found.parts.push(part);
  }
  return found;
}

/** What a page says of itself counts where its bytes leave room for it. */
function statedEncoding(text: string, head: DecodedHead): Encoding {
  const stated = /charset\s*=\s*["']?([\w-]+)/iu.exec(text)?.[1]?.toLowerCase() ?? '';
  if (head.encoding.startsWith('utf')) return head.encoding;
  if (/^gb/u.test(stated)) return 'gb18030';
  if (stated === 'big5') return 'big5';
  return /^(?:shift.jis|sjis)$/u.test(stated) ? 'shift_jis' : head.encoding;
}

async function parseTables(source: ByteSource, encoding: Encoding, isXml: boolean): Promise<TableBuilder[]> {
  const tables: TableBuilder[] = [];
  const handler = isXml ? spreadsheetHandler(tables) : pageHandler(tables);
  const parser = new Parser(handler, { xmlMode: isXml, decodeEntities: true });
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source.chunks()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    beat();
  }
  parser.end(decoder.decode());
  return tables;
}

type Handler = ConstructorParameters<typeof Parser>[0];

const spanOf = (value: string | undefined): number =>
  Math.max(1, Math.min(LIMITS.columns, Number.parseInt(value ?? '1', 10) || 1));

/** What a tag does to the table it stands in. */
type TagAction = (table: TableBuilder | undefined, attributes: Readonly<Record<string, string>>) => void;
type TagActions = Readonly<Record<string, TagAction | undefined>>;

const startPageCell: TagAction = (table, attributes) =>
  table?.startCell({ column: null, across: spanOf(attributes['colspan']), down: spanOf(attributes['rowspan']) });
const endPageCell: TagAction = (table) => table?.endCell((text) => text.replaceAll(/ *\n */gu, '\n').trim());

/** Rows of every `<table>`; a table inside a cell is a table of its own. */
function pageHandler(tables: TableBuilder[]): Handler {
  const open: TableBuilder[] = [];
  let silent = 0;
  const begin: TagActions = {
    script: () => silent++,
    style: () => silent++,
    table: () => {
      const opened = new TableBuilder('');
      if (tables.length < LIMITS.tables) tables.push(opened);
      open.push(opened);
    },
    tr: (table) => table?.startRow(null),
    td: startPageCell,
    th: startPageCell,
    br: (table) => table?.text('\n'),
  };
  const end: TagActions = {
    script: () => silent--,
    style: () => silent--,
    table: (table) => {
      table?.endRow();
      open.pop();
    },
    tr: (table) => table?.endRow(),
    td: endPageCell,
    th: endPageCell,
  };
  return {
    onopentag: (name, attributes) => begin[name]?.(open.at(-1), attributes),
    ontext: (text) => {
      if (silent === 0) open.at(-1)?.text(text.replaceAll(/[ \t\r\n]+/gu, ' '));
    },
    onclosetag: (name) => end[name]?.(open.at(-1), {}),
  };
}

/** Rows of every `<Worksheet>` of a SpreadsheetML 2003 workbook. */
function spreadsheetHandler(tables: TableBuilder[]): Handler {
  let type: string | null = null;
  let inComment = false;
  const value = (attributes: Readonly<Record<string, string>>, name: string): string | undefined =>
    attributes[`ss:${name}`] ?? attributes[name];
  const index = (attributes: Readonly<Record<string, string>>): number | null =>
    Number.parseInt(value(attributes, 'Index') ?? '', 10) || null;
  const span = (attributes: Readonly<Record<string, string>>, name: string): number =>
    spanOf(String(1 + Number(value(attributes, name) ?? 0)));
  const begin: TagActions = {
    worksheet: (_, attributes) => tables.push(new TableBuilder(value(attributes, 'Name') ?? '')),
    row: (table, attributes) => table?.startRow(index(attributes)),
    cell: (table, attributes) =>
      table?.startCell({
        column: index(attributes),
        across: span(attributes, 'MergeAcross'),
        down: span(attributes, 'MergeDown'),
      }),
    comment: () => (inComment = true),
    data: (_, attributes) => {
      if (!inComment) type = value(attributes, 'Type') ?? 'String';
    },
  };
  const end: TagActions = {
    comment: () => (inComment = false),
    data: (table) => {
      const kind = type;
      type = null;
      if (kind !== null) table?.retext((text) => valueText(text, kind));
    },
    cell: (table) => table?.endCell((text) => text),
    row: (table) => table?.endRow(),
  };
  const bare = (name: string): string => name.replace(/^.*:/u, '').toLowerCase();
  return {
    onopentag: (name, attributes) => begin[bare(name)]?.(tables.at(-1), attributes),
    ontext: (text) => {
      if (type !== null) tables.at(-1)?.text(text);
    },
    onclosetag: (name) => end[bare(name)]?.(tables.at(-1), {}),
  };
}

function valueText(text: string, type: string): string {
  if (type === 'Number') return numberText(text.trim());
  if (type === 'DateTime') return isoText(text).replace(/ 00:00:00$/u, '');
  if (type === 'Boolean') return text.trim() === '1' ? 'TRUE' : 'FALSE';
  return text;
}

function tableGrid(source: ByteSource, table: TableBuilder, encoding: Encoding): Grid {
  const byteSize = source.size ?? 0;
  return {
    name: table.name,
    container: 'html',
    encoding,
    byteSize,
    rowCount: table.rows.length,
    async *rows() {
      yield { rows: table.rows.map(({ row, cells }) => ({ row, cells: [...cells] })), progress: byteSize };
    },
    merges: () => Promise.resolve(table.merges),
  };
}
