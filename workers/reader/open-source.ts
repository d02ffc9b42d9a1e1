import { AppError } from '../../src/domain/contracts/errors.ts';
import type {
  RowBatch,
  SourceInspection,
  SourceOptions,
  SourceTable,
  StreamRequest,
} from '../../src/domain/contracts/source.ts';
import { blobSource } from './byte-source.ts';
import { DIGEST_AT_ONCE, digestFile } from './digest-file.ts';
import { findHeader } from '../../src/domain/recognise/find-header.ts';
import { LIMITS } from './limits.ts';
import type { Part } from './part.ts';
import { readParts } from './read-parts.ts';

/** A file whose tables are known and can be read, each as often as needed. */
export type OpenedSource = {
  inspection: SourceInspection;
  /** Batches of one table, in order. @throws AppError while reading, when damage shows only later. */
  stream(request: StreamRequest): AsyncGenerator<RowBatch>;
};

type PartGroup = readonly [Part, ...Part[]];

/**
 * Reads the head of a file and finds its tables.
 * @throws AppError FILE_EMPTY, FILE_NOT_A_TABLE, FILE_ENCRYPTED, FILE_DAMAGED, FILE_UNSAFE, FILE_TOO_LARGE, FILE_UNREADABLE
 */
export async function openSource(blob: Blob, name: string, options: SourceOptions = {}): Promise<OpenedSource> {
  const { container, parts, skipped } = await readParts(blobSource(name, blob), options);
  const groups = container === 'zip' ? groupByHeader(parts) : parts.map((part): PartGroup => [part]);
  if (groups.length === 0) throw new AppError('FILE_EMPTY', { file: name });
  const inspection: SourceInspection = {
    fileName: name,
    byteSize: blob.size,
    sha256: blob.size <= DIGEST_AT_ONCE ? await digestFile(blob) : '',
    container,
    tables: groups.map((group, i) => describe(group, i, container === 'text' || container === 'gzip')),
    skipped,
  };
  return { inspection, stream: (request) => streamGroup(name, groups, request) };
}

const headerKey = (row: readonly string[] | undefined): string => (row ?? []).map((cell) => cell.trim()).join('\u0001');

/** Parts whose head holds the header row of an earlier part belong to its table. */
function groupByHeader(parts: readonly Part[]): PartGroup[] {
  const groups: { key: string; group: [Part, ...Part[]] }[] = [];
  for (const part of parts) {
    const key = headerKey(part.head[findHeader(part.head) ?? 0]);
    const known = groups.find((candidate) => candidate.key === key);
    if (known === undefined) groups.push({ key, group: [part] });
    else known.group.push(part);
  }
  return groups.map(({ group }) => group);
}

function describe(group: PartGroup, index: number, nameless: boolean): SourceTable {
  const [first, ...others] = group;
  const estimates = group.map(({ rowEstimate }) => rowEstimate);
  return {
    id: String(index),
    name: nameless ? '' : others.length === 0 ? first.name : `${first.name} +${others.length}`,
    container: first.container,
    encoding: first.encoding,
    encodingUnsure: group.some(({ encodingUnsure }) => encodingUnsure),
    delimiter: first.delimiter,
    head: first.head,
    headLines: first.headLines,
    rowEstimate: estimates.reduce((sum: number | null, rows) => (sum === null || rows === null ? null : sum + rows), 0),
  };
}

async function* streamGroup(
  file: string,
  groups: readonly PartGroup[],
  request: StreamRequest,
): AsyncGenerator<RowBatch> {
  const group = groups[Number(request.tableId)];
  if (group === undefined) throw new RangeError(`no table ${request.tableId}`);
  const [first] = group;
  const header = first.head[request.headerIndex] ?? [];
  if (header.some((cell) => cell.length > LIMITS.headerCell))
    throw new AppError('FILE_TOO_LARGE', { file, reason: 'header_too_long' });
  const totalBytes = group.reduce((sum, { byteSize }) => sum + byteSize, 0);
  let before = 0;
  for (const part of group) {
    const headerLine = part.headLines[part === first ? request.headerIndex : headerIndexIn(part, header)] ?? 0;
    for await (const batch of part.stream({ ...request, headerLine })) {
      batch.consumed += before;
      batch.totalBytes = Math.max(totalBytes, batch.consumed);
      yield group.length > 1 ? { ...batch, part: part.name } : batch;
    }
    before += part.byteSize;
  }
}

function headerIndexIn(part: Part, header: readonly string[]): number {
  const key = headerKey(header);
  const found = part.head.findIndex((row) => headerKey(row) === key);
  return found >= 0 ? found : (findHeader(part.head) ?? 0);
}
