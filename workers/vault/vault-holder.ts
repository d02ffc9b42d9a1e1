import { AppError } from '../../src/domain/contracts/errors.ts';
import type { StorageKind } from '../../src/domain/contracts/storage.ts';
import type { NewPasskey, VaultSecret, WaysIn } from '../../src/domain/contracts/vault.ts';
import type { BlockStore } from './block-store.ts';
import { fillStore, imagePieces, type PartSource } from './fill-store.ts';
import { calibrate, type Argon2Parameters } from './keys/argon2.ts';
import { describeKeyRing } from './keys/describe-key-ring.ts';
import { addPasskey, changePassphrase, removePasskey, renewRecoveryKey, setPassphrase } from './keys/edit-key-ring.ts';
import { createKeyRing, unlock } from './keys/key-ring.ts';
import { passkeyRequests } from './keys/passkey-wrap.ts';
import { randomBytes } from './keys/seal.ts';
import type { UnlockedKeys } from './keys/unlocked-keys.ts';
import { MemoryStore } from './memory-store.ts';
import { deriveStoreKeys, openStore, type StoreKeys } from './open-store.ts';
import type { Shelf, ShelvedVault } from './shelf/shelf.ts';

/** What there is on this device; `vaultId` names the vault that is there. */
export type Sight = { readonly storage: StorageKind | null; readonly vault: { vaultId: string; ways: WaysIn } | null };

/** Where the engine finds its database: committed blocks here, or files that it opens itself with these keys. */
export type Lodging =
  | { readonly is: 'memory'; readonly tokenKey: Uint8Array<ArrayBuffer> }
  | {
      readonly is: 'saved';
      readonly place: { readonly name: string; readonly kind: StorageKind };
      readonly keys: StoreKeys;
      readonly tokenKey: Uint8Array<ArrayBuffer>;
    };

const TOKEN_KEY_BYTES = 32;

/** Holds the keys of an open vault, and the data while there is none. Whoever ends its thread has locked the vault. */
export class VaultHolder {
  readonly memory: BlockStore = new MemoryStore();
  readonly #shelf: Shelf;
  readonly #measure: () => Promise<Argon2Parameters>;
  /** Key of buyer tokens while nothing is saved: made once, outlives the engine, never leaves the device. */
  readonly #tokenKey = randomBytes(TOKEN_KEY_BYTES);
  #vault: ShelvedVault | null = null;
  #keys: UnlockedKeys | null = null;

  /** @param measure what a guess at a passphrase should cost on this device */
  constructor(shelf: Shelf, measure: () => Promise<Argon2Parameters> = calibrate) {
    this.#shelf = shelf;
    this.#measure = measure;
  }

  /** @throws AppError KEYS_DAMAGED, KEYS_NEWER, VAULT_BUSY, VAULT_READ_FAILED */
  async look(): Promise<Sight> {
    this.#vault = await this.#shelf.look();
    return this.#sight();
  }

  /** Saves the blocks in memory into a new vault. @throws AppError VAULT_EXISTS, STORAGE_MISSING, KEY_MEMORY_SHORT, VAULT_FULL, VAULT_WRITE_FAILED */
  async save(passphrase: string): Promise<{ recoveryKey: string } & Sight> {
    // Data in memory stays what the engine works on, also where another tab has made a vault since.
    if (await this.#shelf.look()) throw new AppError('VAULT_EXISTS', {});
    const place = await this.#shelf.spare();
    const argon2 = await this.#measure();
    const made = await createKeyRing(passphrase, argon2, new Map([['buyer-token', this.#tokenKey.slice()]]));
    try {
      await fillStore(await openStore(place.files, await deriveStoreKeys(made.keys)), await this.#memoryParts());
      this.#vault = await this.#shelf.finish(place, made.header);
    } catch (thrown) {
      made.keys.lock();
      throw thrown;
    }
    this.#keys = made.keys;
    await this.memory.clear();
    return { recoveryKey: made.recoveryKey, ...(await this.#sight()) };
  }

  /** @throws AppError as `unlock` of a key record */
  async unlock(secret: VaultSecret): Promise<Sight> {
    const keys = await unlock(this.#saved().header, secret);
    this.#keys?.lock();
    this.#keys = keys;
    return this.#sight();
  }

  async changePassphrase(current: string, next: string): Promise<void> {
    const argon2 = await this.#measure();
    await this.#replace(
      await changePassphrase(this.#saved().header, { passphrase: current }, { passphrase: next, argon2 }),
    );
  }

  async resetPassphrase(next: string): Promise<void> {
    const argon2 = await this.#measure();
    await this.#replace(await setPassphrase(this.#saved().header, this.keys, { passphrase: next, argon2 }));
  }

  async renewRecoveryKey(): Promise<{ recoveryKey: string }> {
    const { header, recoveryKey } = await renewRecoveryKey(this.#saved().header, this.keys);
    await this.#replace(header);
    return { recoveryKey };
  }

  async addPasskey(passkey: NewPasskey): Promise<Sight> {
    await this.#replace(await addPasskey(this.#saved().header, this.keys, passkey));
    return this.#sight();
  }

  async removePasskey(credentialId: Uint8Array<ArrayBuffer>): Promise<Sight> {
    await this.#replace(await removePasskey(this.#saved().header, this.keys, credentialId));
    return this.#sight();
  }

  /** A vault made of a backup's parts in the place of what there is, which goes once the new one is whole. */
  async adopt(header: Uint8Array<ArrayBuffer>, keys: UnlockedKeys, parts: Iterable<PartSource>): Promise<Sight> {
    await this.#shelf.look().catch((thrown: unknown) => {
      // A damaged vault is what a backup is for.
      if (!(thrown instanceof AppError) || thrown.code !== 'KEYS_DAMAGED') throw thrown;
    });
    const place = await this.#shelf.spare();
    await fillStore(await openStore(place.files, await deriveStoreKeys(keys)), parts);
    this.#vault = await this.#shelf.finish(place, header);
    this.#keys?.lock();
    this.#keys = keys;
    await this.memory.clear();
    return this.#sight();
  }

  /** Destroys the keys, then the data. @throws AppError VAULT_WRITE_FAILED */
  async erase(): Promise<Sight> {
    this.#keys?.lock();
    this.#keys = null;
    await this.#shelf.erase();
    this.#vault = null;
    return this.#sight();
  }

  /** What the engine needs to open its database. @throws AppError VAULT_LOCKED */
  async lodging(): Promise<Lodging> {
    if (!this.#vault) return { is: 'memory', tokenKey: this.#tokenKey.slice() };
    const { name, kind } = this.#vault.place;
    const keys = await deriveStoreKeys(this.keys);
    return { is: 'saved', place: { name, kind }, keys, tokenKey: this.keys.copyKey('buyer-token') };
  }

  /** The key record of the vault that is there. @throws AppError VAULT_LOCKED */
  get header(): Uint8Array<ArrayBuffer> {
    return this.#saved().header;
  }

  /** @throws AppError VAULT_LOCKED */
  get keys(): UnlockedKeys {
    if (!this.#keys) throw new AppError('VAULT_LOCKED', {});
    return this.#keys;
  }

  #saved(): ShelvedVault {
    if (!this.#vault) throw new AppError('VAULT_LOCKED', {});
    return this.#vault;
  }

  async #replace(header: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#vault = await this.#shelf.replace(this.#saved(), header);
  }

  async #sight(): Promise<Sight> {
    const { storage } = this.#shelf;
    if (!this.#vault) return { storage, vault: null };
    return { storage: this.#vault.place.kind, vault: await describe(this.#vault) };
  }

  async #memoryParts(): Promise<PartSource[]> {
    return (await this.memory.load()).map(([name, image]) => ({ class: name, pieces: imagePieces(image) }));
  }
}

async function describe({ header }: ShelvedVault): Promise<{ vaultId: string; ways: WaysIn }> {
  const { vaultId } = await describeKeyRing(header);
  return { vaultId, ways: { passkeys: await passkeyRequests(header) } };
}
