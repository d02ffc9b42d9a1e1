import type { VaultFile, VaultFiles } from '../../../workers/vault/vault-files.ts';
import { MemoryFile } from './memory-files.ts';

/** One call that a disk may or may not have carried out when the power fails. */
export type DiskCall =
  | { kind: 'create'; name: string }
  | { kind: 'write'; name: string; at: number; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'truncate'; name: string; size: number }
  | { kind: 'remove'; name: string }
  | { kind: 'flush'; name: string };

/** Files by name, durable for sure. */
export type Disk = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** What the disk surely holds, and the calls of an earlier process that still wait to be made durable. */
export type DiskState = { readonly durable: Disk; readonly waiting: readonly DiskCall[] };

/** Which flushes reach the disk; a broken protocol is planted by dropping some. */
export type FlushFilter = (name: string, nth: number) => boolean;

/** Files in memory that write down every call in its order, so that each moment of the run can be crashed afterwards. */
export class JournalFiles implements VaultFiles {
  readonly journal: DiskCall[] = [];
  readonly #files = new Map<string, MemoryFile>();
  readonly #flushes = new Map<string, number>();
  readonly #reaches: FlushFilter;

  constructor({ durable, waiting }: DiskState, reaches: FlushFilter = () => true) {
    this.#reaches = reaches;
    for (const [name, bytes] of durable) this.#files.set(name, new MemoryFile(bytes.slice()));
    for (const call of waiting) carryOut(this.#files, call);
  }

  async open(name: string): Promise<VaultFile> {
    let file = this.#files.get(name);
    if (!file) {
      file = new MemoryFile();
      this.#files.set(name, file);
      this.journal.push({ kind: 'create', name });
    }
    return this.#handle(name, file);
  }

  async list(): Promise<string[]> {
    return [...this.#files.keys()];
  }

  async remove(name: string): Promise<void> {
    if (!this.#files.delete(name)) return;
    this.journal.push({ kind: 'remove', name });
  }

  #handle(name: string, file: MemoryFile): VaultFile {
    return {
      read: (into, { at }) => file.read(into, at),
      write: (from, { at }) => {
        this.journal.push({ kind: 'write', name, at, bytes: from.slice() });
        return file.write(from, at);
      },
      truncate: (size) => {
        this.journal.push({ kind: 'truncate', name, size });
        file.truncate(size);
      },
      getSize: () => file.bytes.byteLength,
      flush: async () => {
        const nth = this.#flushes.get(name) ?? 0;
        this.#flushes.set(name, nth + 1);
        if (this.#reaches(name, nth)) this.journal.push({ kind: 'flush', name });
      },
      close: () => undefined,
    };
  }
}

/** Carries out a call in full. */
export function carryOut(files: Map<string, MemoryFile>, call: DiskCall): void {
  if (call.kind === 'remove') {
    files.delete(call.name);
    return;
  }
  const file = files.get(call.name) ?? new MemoryFile();
  files.set(call.name, file);
  if (call.kind === 'write') file.write(call.bytes, call.at);
  if (call.kind === 'truncate') file.truncate(call.size);
}
