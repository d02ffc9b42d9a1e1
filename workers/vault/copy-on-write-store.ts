import { nextTask } from '../shared/next-task.ts';
import type { FileMap, Manifest } from './manifest.ts';
import { openVault, type OpenedVault, type StoreOptions } from './open-vault.ts';
import { isTooLoose, planMoves } from './plan-moves.ts';
import type { FrozenFile, StoredFile } from './stored-file.ts';
import { explainReading, explainWriting } from './vault-errors.ts';

/** How much of a file's place on disk is in use, bytes. */
export type FileUsage = { readonly name: string; readonly used: number; readonly free: number };

type NewMaps = ReadonlyMap<StoredFile, FileMap>;

/** How many bytes are sealed or opened before waiting messages are let in. */
const SLICE_BYTES = { seal: 4 * 1024 * 1024, prefetch: 1024 * 1024 };

/**
 * Encrypted database files, changed together or not at all. A commit writes changed blocks where nothing that counts
 * lies, makes them durable, and then flips one of two manifest slots: a crash at any moment leaves a whole commit.
 * One store per vault at a time.
 */
export class CopyOnWriteStore {
  readonly #vault: OpenedVault;
  readonly #options: StoreOptions;
  /** Of the last commit. */
  #generation: number;
  /** The highest that anything was sealed for since the vault was opened. */
  #attempt: number;
  /** Extents of commits that failed while the manifest was written, which may yet be found on disk. */
  readonly #doubtful = new Map<StoredFile, number[]>();
  #running: Promise<void> | null = null;

  private constructor(options: StoreOptions, vault: OpenedVault) {
    this.#options = options;
    this.#vault = vault;
    this.#generation = vault.generation;
    this.#attempt = vault.generation;
  }

  /**
   * Opens the vault's last commit, or a new vault where there is nothing. Reads manifests only, no block.
   * @throws AppError VAULT_DAMAGED, VAULT_KEY_WRONG, VAULT_NEWER, VAULT_BUSY, VAULT_READ_FAILED.
   */
  static async open(options: StoreOptions): Promise<CopyOnWriteStore> {
    try {
      return new CopyOnWriteStore(options, await openVault(options));
    } catch (thrown) {
      throw explainReading(thrown);
    }
  }

  /** Random name of this vault, 16 bytes; every sealed block is bound to it. */
  get vaultId(): Uint8Array<ArrayBuffer> {
    return this.#vault.vaultId.slice();
  }

  /** Number of the last commit; 0 before the first. */
  get generation(): number {
    return this.#generation;
  }

  /** A file to read and change. Returns null when no key for it was given. */
  file(name: string): StoredFile | null {
    return this.#vault.files.get(name) ?? null;
  }

  /**
   * Makes what all files hold at this call durable, together, if only that they are empty; resolves once it is. Changes made meanwhile belong to
   * the next commit. When it fails, the commit before stands, and everything changed is still there to be committed
   * again. While another commit runs it waits, and takes what the files hold then.
   * @throws AppError VAULT_FULL, VAULT_WRITE_FAILED, VAULT_READ_FAILED.
   */
  commit(): Promise<void> {
    return this.#inTurn(async () => {
      const changed = [...this.#vault.files.values()].filter((file) => file.isChanged);
      if (changed.length === 0 && this.#generation > 0) return;
      const frozen = changed.map((file): [StoredFile, FrozenFile] => [file, file.freeze()]);
      let missing = 0;
      try {
        missing = missingBytes(frozen);
        // Data is written only where a manifest is: what lies about without one is damage.
        if (this.#generation === 0) await this.#apply(async () => new Map());
        if (changed.length > 0) await this.#apply((generation) => writeFrozen(frozen, generation));
      } catch (thrown) {
        throw explainWriting(thrown, missing);
      } finally {
        for (const file of changed) file.thaw();
      }
      await this.#compact();
    });
  }

  /** Reads blocks into the cache in the background until it is full or `signal` says stop. @throws AppError VAULT_DAMAGED, VAULT_READ_FAILED. */
  async prefetch(signal?: AbortSignal): Promise<void> {
    for (const file of this.#vault.files.values()) {
      let bytes = 0;
      for (const length of file.prefetch()) {
        if (signal?.aborted) return;
        bytes += length;
        if (bytes < SLICE_BYTES.prefetch) continue;
        bytes = 0;
        await nextTask();
      }
    }
  }

  usage(): FileUsage[] {
    const { blockBytes } = this.#vault.layout;
    return [...this.#vault.files].map(([name, { data }]) => ({
      name,
      used: data.extents.used * blockBytes,
      free: Math.max(0, data.length - data.extents.used) * blockBytes,
    }));
  }

  /** Closes the files once a running commit has ended; what was not committed is gone. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#vault.slots.close();
      for (const { data } of this.#vault.files.values()) data.close();
    });
  }

  /** The commit protocol: blocks, flush, manifest, flush. Nothing counts before the last. */
  async #apply(write: (generation: number) => Promise<NewMaps>): Promise<void> {
    const { slots, vaultId } = this.#vault;
    const generation = ++this.#attempt;
    let flipping: NewMaps | null = null;
    try {
      await slots.settle();
      const maps = await write(generation);
      for (const { data } of maps.keys()) await data.flush();
      const manifest = this.#manifestWith(maps);
      const record = await slots.seal({ vaultId, generation }, manifest, this.#options.ciphers.manifest);
      flipping = maps;
      await slots.write(record);
    } catch (thrown) {
      if (flipping && !(await slots.retract())) this.#doubt(flipping);
      this.#freeExtents();
      this.#giveBackSpace();
      throw thrown;
    }
    this.#generation = generation;
    for (const [file, map] of flipping) file.settle(map);
    this.#doubtful.clear();
    this.#freeExtents();
  }

  #manifestWith(maps: NewMaps): Manifest {
    const files = new Map(this.#vault.locked);
    for (const [name, file] of this.#vault.files) files.set(name, maps.get(file) ?? file.committed);
    return { layout: this.#vault.layout, files };
  }

  #doubt(maps: NewMaps): void {
    for (const [file, { places }] of maps) {
      this.#doubtful.set(file, [...(this.#doubtful.get(file) ?? []), ...extentsOf(places)]);
    }
  }

  #freeExtents(): void {
    for (const file of this.#vault.files.values()) {
      file.data.extents.keepOnly([...extentsOf(file.committed.places), ...(this.#doubtful.get(file) ?? [])]);
    }
  }

  /** Cuts what a failed commit has grown; where that fails too, the next commit writes there. */
  #giveBackSpace(): void {
    try {
      for (const { data } of this.#vault.files.values()) data.trim();
    } catch {
      // What failed already is told; this would add nothing.
    }
  }

  /** Moves blocks from the end of loose files into holes, by a commit like any other, and cuts what is then free. */
  async #compact(): Promise<void> {
    try {
      const loose = [...this.#vault.files.values()].filter(({ data }) => isTooLoose(data.length, data.extents.used));
      if (loose.length === 0) return;
      await this.#apply(async () => new Map(loose.map((file) => [file, moveBlocks(file)])));
      for (const { data } of loose) data.trim();
    } catch {
      // The user's commit is durable. Space is won back after a later one.
    }
  }

  /** One at a time; begins at once when nothing else runs. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    while (this.#running) await this.#running.catch(() => undefined);
    this.#running = work();
    try {
      await this.#running;
    } finally {
      this.#running = null;
    }
  }
}

async function writeFrozen(frozen: readonly [StoredFile, FrozenFile][], generation: number): Promise<NewMaps> {
  const maps = new Map<StoredFile, FileMap>();
  let bytes = 0;
  for (const [file, { size, places, changed }] of frozen) {
    const placed = new Map(places);
    for (const [number, block] of changed) {
      placed.set(number, file.data.write(number, block, generation));
      bytes += block.byteLength;
      if (bytes < SLICE_BYTES.seal) continue;
      bytes = 0;
      await nextTask();
    }
    maps.set(file, { size, places: placed });
  }
  return maps;
}

function moveBlocks({ committed, data }: StoredFile): FileMap {
  const places = new Map(committed.places);
  for (const [number, place] of planMoves(committed)) places.set(number, data.move(number, place));
  return { size: committed.size, places };
}

/** How much a commit would grow the files. */
function missingBytes(frozen: readonly [StoredFile, FrozenFile][]): number {
  return frozen.reduce((sum, [{ data }, { changed }]) => sum + data.growthFor(changed.size), 0);
}

function extentsOf(places: FileMap['places']): number[] {
  return [...places.values()].map(({ extent }) => extent);
}
