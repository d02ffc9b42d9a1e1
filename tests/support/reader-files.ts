import { BlobWriter, configure, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import iconv from 'iconv-lite';

configure({ useWebWorkers: false });

/** Text in a legacy encoding, made by a library other than the one under test. */
export function encode(text: string, encoding: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(iconv.encode(text, encoding));
}

/** A zip of the given files. */
export async function zipOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  password?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new BlobWriter(), password === undefined ? {} : { password });
  for (const [name, content] of Object.entries(files)) {
    await writer.add(name, typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content));
  }
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

export async function gzipOf(bytes: Uint8Array<ArrayBuffer> | string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** What goes into a minimal XLSX package; parts left out are not in it. */
export type XlsxParts = {
  /** Inside `<worksheet>`, per sheet; bytes are a part as it stands. */
  sheets: { name: string; xml: string | Uint8Array; state?: string; type?: string }[];
  strings?: string;
  styles?: string;
  workbookPr?: string;
  more?: Readonly<Record<string, string>>;
};

/** An XLSX package written by hand, so that every oddity can be put into it. */
export async function xlsxOf({
  sheets,
  strings,
  styles,
  workbookPr = '',
  more = {},
}: XlsxParts): Promise<Uint8Array<ArrayBuffer>> {
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${base}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${base}">${workbookPr}<sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${name}" sheetId="${i + 7}"${state === undefined ? '' : ` state="${state}"`} r:id="s${i}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map(
        ({ type }, i) =>
          `<Relationship Id="s${i}" Type="${base}/${type ?? 'worksheet'}" Target="/xl/worksheets/sheet${i}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="x" Type="${base}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${base}/styles" Target="styles.xml"/></Relationships>`,
    ...more,
  };
  sheets.forEach(
    ({ xml }, i) =>
      (files[`xl/worksheets/sheet${i}.xml`] =
        typeof xml !== 'string' || xml.startsWith('<?') || xml.includes('worksheet')
          ? xml
          : `<worksheet>${xml}</worksheet>`),
  );
  if (strings !== undefined) files['xl/sharedStrings.xml'] = strings;
  if (styles !== undefined) files['xl/styles.xml'] = styles;
  return zipOf(files);
}
