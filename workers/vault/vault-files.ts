/**
 * An open file, with the shape of `FileSystemSyncAccessHandle`. Reads and writes answer at once and may be short;
 * nothing is surely kept before the promise of `flush` resolves, and until then writes may land in any order.
 */
export type VaultFile = {
  /** Bytes read into `into`, fewer at the end of the file. */
  read(into: Uint8Array<ArrayBuffer>, position: { at: number }): number;
  /** Bytes taken from `from`; the file grows with zeros as needed. */
  write(from: Uint8Array<ArrayBuffer>, position: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): Promise<void>;
  close(): void;
};

/**
 * Where a vault keeps its bytes: named files without folders, without rename. What is needed of a place is only that
 * reads are synchronous, because the engine cannot wait for a block. A place that cannot read synchronously (a file
 * API of streams, a key-value store) reads the whole file in `open`, serves reads from there, gathers writes, and
 * makes them durable in `flush`.
 */
export type VaultFiles = {
  /** Opens a file, making an empty one if there is none. One open handle per file. */
  open(name: string): Promise<VaultFile>;
  /** Names of the files that exist. */
  list(): Promise<string[]>;
  /** Removes a closed file; an absent one is no error. */
  remove(name: string): Promise<void>;
};
