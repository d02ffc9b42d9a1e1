import { open, type FileHandle } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { HEADERS, writeLines, type LinePlan } from './order-lines.ts';

const CHUNK = 1 << 21;

/** A cell as 京东 writes it: quoted only where it must be. */
const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const record = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`;

type OrderEncoding = 'utf8' | 'gb18030';

/** The same text in the asked encodings; what was not asked for has no bytes. */
export type OrderFiles = Record<OrderEncoding, string> & { bytes: Record<OrderEncoding, number> };

type Target = { encoding: OrderEncoding; handle: FileHandle };

/** Streams a plan's lines to `<base>-utf8.csv` and `<base>-gb18030.csv`. */
export async function writeOrderFiles(
  base: string,
  plan: LinePlan,
  encodings: readonly OrderEncoding[],
): Promise<OrderFiles> {
  const files: OrderFiles = {
    utf8: `${base}-utf8.csv`,
    gb18030: `${base}-gb18030.csv`,
    bytes: { utf8: 0, gb18030: 0 },
  };
  const targets = await Promise.all(
    encodings.map(async (encoding): Promise<Target> => ({ encoding, handle: await open(files[encoding], 'w') })),
  );
  try {
    let text = record(HEADERS);
    for (const cells of writeLines(plan)) {
      text += record(cells);
      if (text.length < CHUNK) continue;
      await append(targets, text);
      text = '';
    }
    await append(targets, text);
    for (const { encoding, handle } of targets) files.bytes[encoding] = (await handle.stat()).size;
    return files;
  } finally {
    await Promise.all(targets.map(({ handle }) => handle.close()));
  }
}

async function append(targets: readonly Target[], text: string): Promise<void> {
  for (const { encoding, handle } of targets) {
    await handle.writeFile(encoding === 'utf8' ? Buffer.from(text) : iconv.encode(text, 'gb18030'));
  }
}
