import { AppError } from '../../src/domain/contracts/errors.ts';
import type { Cipher } from './cipher.ts';
import type { Manifest } from './manifest.ts';
import {
  FORMAT_VERSION,
  HEADER_BYTES,
  openRecord,
  readRecord,
  writeRecord,
  type ManifestName,
  type SealedManifest,
} from './manifest-record.ts';
import { explainReading, ShortWrite } from './vault-errors.ts';
import type { VaultFile, VaultFiles } from './vault-files.ts';

/** The files of the two manifests. */
export const SLOTS = ['manifest-a', 'manifest-b'] as const;

/** What the two slots say: the newest undamaged manifest; `isTouched` when both hold bytes, whatever they are. */
export type SlotsFound = {
  readonly newest: (ManifestName & { readonly manifest: Manifest }) | null;
  readonly isTouched: boolean;
};

/**
 * Two files, each with a whole manifest. The newer one counts; the next is written over the other, so that at every
 * moment one of them is whole and durable.
 */
export class ManifestSlots {
  readonly #slots: readonly [VaultFile, VaultFile];
  /** The slot that counts. */
  #current: 0 | 1 = 1;
  #isSettled = false;

  private constructor(slots: readonly [VaultFile, VaultFile]) {
    this.#slots = slots;
  }

  static async open(files: VaultFiles): Promise<ManifestSlots> {
    const first = await files.open(SLOTS[0]);
    try {
      return new ManifestSlots([first, await files.open(SLOTS[1])]);
    } catch (thrown) {
      first.close();
      throw thrown;
    }
  }

  /**
   * A slot that is torn counts as empty. One that is whole and cannot be opened does not: to pass it over would lose
   * what was saved last.
   * @throws AppError VAULT_KEY_WRONG, VAULT_NEWER, VAULT_READ_FAILED.
   */
  async read(cipher: Cipher): Promise<SlotsFound> {
    const found: { record: SealedManifest; slot: 0 | 1 }[] = [];
    for (const slot of [0, 1] as const) {
      const record = await readRecord(readWhole(this.#slots[slot]));
      if (record) found.push({ record, slot });
    }
    found.sort((a, b) => b.record.generation - a.record.generation);
    const [newest] = found;
    const isTouched = this.#slots.every((file) => file.getSize() > 0);
    if (!newest) return { newest: null, isTouched };
    const { version, generation, vaultId } = newest.record;
    if (version > FORMAT_VERSION) throw new AppError('VAULT_NEWER', { found: version, known: FORMAT_VERSION });
    this.#current = newest.slot;
    return { newest: { generation, vaultId, manifest: open(newest.record, cipher) }, isTouched };
  }

  /** Makes what was read durable: a process may have been killed between writing it and the flush. */
  async settle(): Promise<void> {
    if (this.#isSettled) return;
    for (const file of this.#slots) await file.flush();
    this.#isSettled = true;
  }

  /** The bytes of a manifest's record, to be written by `write`. */
  seal(name: ManifestName, manifest: Manifest, cipher: Cipher): Promise<Uint8Array<ArrayBuffer>> {
    return writeRecord(name, manifest, cipher);
  }

  /** Writes the slot that does not count, and makes it count once it is durable. */
  async write(record: Uint8Array<ArrayBuffer>): Promise<void> {
    const file = this.#slots[this.#other];
    const count = file.write(record, { at: 0 });
    if (count < record.byteLength) throw new ShortWrite(`${count} of ${record.byteLength} bytes`);
    await file.flush();
    this.#current = this.#other;
  }

  /** Makes sure that a record whose writing failed will not be read. Returns false when that failed too. */
  async retract(): Promise<boolean> {
    try {
      const file = this.#slots[this.#other];
      file.write(new Uint8Array(HEADER_BYTES), { at: 0 });
      await file.flush();
      return true;
    } catch {
      return false;
    }
  }

  close(): void {
    for (const file of this.#slots) file.close();
  }

  get #other(): 0 | 1 {
    return this.#current === 0 ? 1 : 0;
  }
}

function open(record: SealedManifest, cipher: Cipher): Manifest {
  try {
    return openRecord(record, cipher);
  } catch (cause) {
    throw new AppError('VAULT_KEY_WRONG', {}, { cause });
  }
}

function readWhole(file: VaultFile): Uint8Array<ArrayBuffer> {
  try {
    const bytes = new Uint8Array(file.getSize());
    const count = file.read(bytes, { at: 0 });
    // An unreadable slot must not pass for a torn one.
    if (count < bytes.byteLength) throw new AppError('VAULT_READ_FAILED', {});
    return bytes;
  } catch (thrown) {
    throw explainReading(thrown);
  }
}
