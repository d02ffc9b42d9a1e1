/** What the first bytes say a file is. `refused` names what it looks like, for the error. */
export type Sniffed =
  { is: 'zip' | 'gzip' | 'ole' | 'biff' | 'markup' | 'text' | 'empty' } | { is: 'refused'; kind: string };

const MAGIC: readonly (readonly [string, readonly number[], number?])[] = [
  ['MP4', [0x66, 0x74, 0x79, 0x70], 4],
  ['TAR', [0x75, 0x73, 0x74, 0x61, 0x72], 257],
  ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['TIFF', [0x49, 0x49, 0x2a, 0x00]],
  ['EXE', [0x4d, 0x5a, 0x90]],
  ['EXE', [0x4d, 0x5a, 0x00]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['bzip2', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['Arrow', [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['RIFF', [0x52, 0x49, 0x46, 0x46]],
  ['WebAssembly', [0x00, 0x61, 0x73, 0x6d]],
];

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean =>
  magic.every((byte, i) => bytes[at + i] === byte);

/** A bare BIFF stream (Excel 2 to 5 without a compound file) starts with a BOF record. */
function isBiff(bytes: Uint8Array): boolean {
  const [a, version, length, high] = bytes;
  return a === 0x09 && high === 0 && [0, 2, 4, 8].includes(version ?? 1) && [4, 6, 8, 16].includes(length ?? 0);
}

type MagicKind = 'zip' | 'gzip' | 'ole';
const READ: readonly (readonly [MagicKind, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]],
];

/** Tells a container by its magic bytes; names and extensions are not asked. `head`: at least 4 KB or the whole file. */
export function sniffContainer(head: Uint8Array): Sniffed {
  if (head.length === 0) return { is: 'empty' };
  const is = READ.find(([, magic]) => startsWith(head, magic))?.[0];
  if (is !== undefined) return { is };
  if (isBiff(head)) return { is: 'biff' };
  const kind = MAGIC.find(([, magic, at]) => startsWith(head, magic, at))?.[0];
  return kind === undefined ? { is: 'text' } : { is: 'refused', kind };
}

/** Text behind comments and processing instructions. */
function afterProlog(text: string): string {
  let at = 0;
  for (;;) {
    while (/\s/u.test(text.charAt(at))) at++;
    const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null;
    const end = close === null ? -1 : text.indexOf(close, at);
    if (close === null || end < 0) return text.slice(at, at + 64);
    at = end + close.length;
  }
}

const MARKUP = /^<(?:!doctype\s+html|html|head|meta|style|body|div|table|tr|center|(?:[a-z]+:)?workbook)\b/iu;
const XML = /^\s*<\?xml\b/u;
const JSON_START = /^(?:\{|\[\s*\{)\s*"[^"\n]*"\s*:/u;

/** What decoded text is: markup with tables, a table of text, or neither. `text` is the head. */
export function sniffText(text: string, whole: boolean): Sniffed {
  if (text.trim() === '' && whole) return { is: 'empty' };
  if (MARKUP.test(afterProlog(text))) return { is: 'markup' };
  if (XML.test(text)) return { is: 'refused', kind: 'XML' };
  if (isJson(text, whole)) return { is: 'refused', kind: 'JSON' };
  return isPrintable(text) ? { is: 'text' } : { is: 'refused', kind: 'binary' };
}

/** A text that parses as JSON, one whose first line does (JSON lines), or a head that starts like an object. */
function isJson(text: string, whole: boolean): boolean {
  const start = text.trimStart();
  if (!start.startsWith('{') && !start.startsWith('[')) return false;
  if (JSON_START.test(start) || parsesAsRecord(start.split('\n')[0] ?? '')) return true;
  return whole && parsesAsRecord(text);
}

function parsesAsRecord(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** Control characters and unreadable places are rare in a text; a NUL now and then is left to the record it stands in. */
function isPrintable(text: string): boolean {
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const control = (code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1a && code !== 0x1b) || code === 0x7f;
    const unread = code === 0xfffd && text.charCodeAt(i - 1) !== 0xfffd;
    if (control || unread) odd++;
  }
  return odd <= Math.max(Math.min(2, text.length / 8), text.length * 0.02);
}
