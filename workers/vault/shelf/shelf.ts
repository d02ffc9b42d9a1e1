import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { StorageKind } from '../../../src/domain/contracts/storage.ts';
import { detectVaultFiles, type BrowserStorage } from '../detect-vault-files.ts';
import { eraseVault } from '../erase-vault.ts';
import { patiently } from '../patiently.ts';
import { explainReading, explainWriting } from '../vault-errors.ts';
import type { VaultFiles } from '../vault-files.ts';
import { destroyKeys, readKeys, replaceKeys, settleKeys, writeFirstKeys, type FoundKeys } from './key-slots.ts';

/** A place that a vault can be kept in. */
export type Place = { readonly name: string; readonly kind: StorageKind; readonly files: VaultFiles };
/** A finished vault: its place, and the record of the ways in. */
export type ShelvedVault = { readonly place: Place; readonly header: Uint8Array<ArrayBuffer>; readonly order: number };

type Seen = { readonly place: Place; readonly keys: FoundKeys };

/** Two places, so that a vault can be made anew beside the one that counts: that one goes only when the new is whole. */
const NAMES = ['vault-1', 'vault-2'] as const;

/**
 * Where this device keeps its vault. A vault is there from the moment its key record is written, which comes last;
 * of two, the one begun later counts. Only whoever holds the vault's lock may use this.
 */
export class Shelf {
  readonly #browser: BrowserStorage;
  #seen: readonly Seen[] = [];

  constructor(browser: BrowserStorage) {
    this.#browser = browser;
  }

  /**
   * Looks, and removes what was left half made or replaced.
   * @returns null where there is no vault
   * @throws AppError KEYS_DAMAGED, VAULT_BUSY, VAULT_READ_FAILED
   */
  async look(): Promise<ShelvedVault | null> {
    const found: Seen[] = [];
    for (const place of await this.#places()) found.push({ place, keys: await readPlace(place.files) });
    this.#seen = found;
    const [current] = this.#wholes();
    if (!current && found.some(({ keys }) => keys.is === 'damaged')) throw new AppError('KEYS_DAMAGED', {});
    await this.#tidy(current ?? null).catch(() => undefined); // a later look may; what counts is clear all the same
    return current ?? null;
  }

  async #tidy(current: ShelvedVault | null): Promise<void> {
    // What counts may stem from a process that was killed before it was durable.
    if (current) await settleKeys(current.place.files);
    for (const { place } of this.#seen) if (place !== current?.place) await clear(place.files);
  }

  async #places(): Promise<Place[]> {
    const places: Place[] = [];
    for (const name of NAMES) {
      const detected = await patiently(() => detectVaultFiles(this.#browser, name));
      if (detected) places.push({ name, ...detected });
    }
    return places;
  }

  /** Where saved data would go; null where nothing durable exists. Known after a look. */
  get storage(): StorageKind | null {
    return this.#seen[0]?.place.kind ?? null;
  }

  /** An empty place for a new vault. @throws AppError STORAGE_MISSING, VAULT_WRITE_FAILED */
  async spare(): Promise<Place> {
    const [current] = this.#wholes();
    const free = this.#seen.find(({ place, keys }) => place !== current?.place && keys.is !== 'damaged');
    // A damaged vault gives way only to one that is whole; where both places are taken, the newer vault decides.
    const chosen = free ?? this.#seen.find(({ place }) => place !== current?.place);
    if (!chosen) throw new AppError('STORAGE_MISSING', {});
    await clear(chosen.place.files);
    return chosen.place;
  }

  /** Finishes the vault in `place`: it counts from here on, and any other goes. @throws AppError VAULT_WRITE_FAILED, VAULT_FULL */
  async finish(place: Place, header: Uint8Array<ArrayBuffer>): Promise<ShelvedVault> {
    const order = 1 + Math.max(0, ...this.#wholes().map((one) => one.order));
    await writing(() => writeFirstKeys(place.files, header, order));
    const others = this.#seen.filter((seen) => seen.place !== place);
    this.#seen = [
      ...others.map((seen): Seen => ({ place: seen.place, keys: { is: 'none' } })),
      whole(place, header, order),
    ];
    // It counts already; what is left of another is removed at the next look at the latest.
    for (const { place: other } of others) await clear(other.files).catch(() => undefined);
    return { place, header, order };
  }

  /** Other ways into the same vault. @throws AppError VAULT_WRITE_FAILED, VAULT_FULL */
  async replace({ place, order }: ShelvedVault, header: Uint8Array<ArrayBuffer>): Promise<ShelvedVault> {
    await writing(() => replaceKeys(place.files, header));
    return { place, header, order };
  }

  /** Destroys every key record, then what it guarded. @throws AppError VAULT_WRITE_FAILED, VAULT_BUSY, VAULT_READ_FAILED */
  async erase(): Promise<void> {
    const last = this.#wholes()[0]?.place.name;
    const places = await this.#places();
    // What counts goes last: were it first, one that it has replaced might count again.
    for (const place of places.toSorted((a, b) => Number(a.name === last) - Number(b.name === last)))
      await clear(place.files);
    this.#seen = places.map((place) => ({ place, keys: { is: 'none' } }));
  }

  #wholes(): ShelvedVault[] {
    const wholes = this.#seen.flatMap(({ place, keys }) =>
      keys.is === 'whole' ? [{ place, header: keys.header, order: keys.order }] : [],
    );
    return wholes.toSorted((a, b) => b.order - a.order);
  }
}

const whole = (place: Place, header: Uint8Array<ArrayBuffer>, order: number): Seen => ({
  place,
  keys: { is: 'whole', header, order },
});

async function readPlace(files: VaultFiles): Promise<FoundKeys> {
  try {
    return await readKeys(files);
  } catch (thrown) {
    throw explainReading(thrown);
  }
}

async function writing(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (thrown) {
    throw explainWriting(thrown, 0);
  }
}

/** The keys go first: what cannot be opened any more is removed after them, however often that is cut short. */
async function clear(files: VaultFiles): Promise<void> {
  await patiently(() => writing(() => destroyKeys(files)));
  await patiently(() => eraseVault(files));
}
