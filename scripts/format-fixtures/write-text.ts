import iconv from 'iconv-lite';

export type FixtureFile = { readonly folder: string; readonly name: string; readonly bytes: Uint8Array };
export type Cells = Readonly<Record<string, string>>;

/** Rows by header name, laid out in the order of the header; a name the header lacks is a mistake in the fixture. */
export function layOut(header: readonly string[], rows: readonly Cells[]): string[][] {
  return rows.map((row) => {
    for (const name of Object.keys(row)) if (!header.includes(name)) throw new Error(`no column “${name}”`);
    return header.map((name) => row[name] ?? '');
  });
}

/** A cell in double quotes, inner ones doubled. */
export const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** A cell quoted only where it must be. */
export const quotedIfNeeded = (cell: string): string => (/[",\r\n]/.test(cell) ? quoted(cell) : cell);

/** One delimited text: lines joined by `end`, the last one ended too. */
export function delimited(
  rows: readonly (readonly string[])[],
  cell: (text: string, column: number) => string,
  end: string,
): string {
  return rows.map((row) => row.map(cell).join(',') + end).join('');
}

export const gb18030 = (text: string): Uint8Array => iconv.encode(text, 'gb18030');
export const utf8 = (text: string): Uint8Array => iconv.encode(text, 'utf8');
export const utf8WithMark = (text: string): Uint8Array => iconv.encode(text, 'utf8', { addBOM: true });
