import { DATA_CLASSES, type DataClass } from '../../../src/domain/contracts/data-class.ts';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import { toHex, type Bytes } from './base64.ts';
import { classOfKey, type KeyName } from './key-names.ts';
import { aesKey, hkdf, type Purpose } from './seal.ts';

/**
 * The keys of an open vault, in memory alone: they are private to the object, so that neither JSON nor a message
 * to another thread carries them. Locking overwrites them; copies that were handed out are their holders' to wipe.
 */
export class UnlockedKeys {
  /** Whose keys these are, lower-case id. */
  readonly role: string;
  readonly vaultId: string;
  #keys: ReadonlyMap<KeyName, Bytes> | null;

  /** @param keys 32 bytes each; they belong to this object from now on */
  constructor(owner: { vaultId: string; role: string }, keys: ReadonlyMap<KeyName, Bytes>) {
    this.vaultId = owner.vaultId;
    this.role = owner.role;
    this.#keys = keys;
  }

  get isLocked(): boolean {
    return this.#keys === null;
  }

  /** The classes whose data these keys open; empty when locked. */
  get classes(): DataClass[] {
    return DATA_CLASSES.filter((name) => this.#keys?.has(name));
  }

  /** A copy of the key itself, to wrap it or to make buyer tokens. @throws AppError VAULT_LOCKED, CLASS_NOT_HELD */
  copyKey(name: KeyName): Bytes {
    return this.#key(name).slice();
  }

  /**
   * 32 bytes for one purpose, for ciphers that need bytes; the caller wipes them.
   * @throws AppError VAULT_LOCKED, CLASS_NOT_HELD
   */
  async deriveBytes(name: KeyName, purpose: Purpose): Promise<Bytes> {
    return hkdf(this.#key(name), purpose);
  }

  /** An AES-256-GCM key for one purpose; cannot be read back. @throws AppError VAULT_LOCKED, CLASS_NOT_HELD */
  async deriveAesKey(name: KeyName, purpose: Purpose): Promise<CryptoKey> {
    const raw = await this.deriveBytes(name, purpose);
    try {
      return await aesKey(raw);
    } finally {
      raw.fill(0);
    }
  }

  /** An HMAC-SHA256 key for one purpose; cannot be read back. @throws AppError VAULT_LOCKED, CLASS_NOT_HELD */
  async deriveMacKey(name: KeyName, purpose: Purpose): Promise<CryptoKey> {
    const raw = await this.deriveBytes(name, purpose);
    try {
      const hmac = { name: 'HMAC', hash: 'SHA-256' };
      return await crypto.subtle.importKey('raw', raw, hmac, false, ['sign', 'verify']);
    } finally {
      raw.fill(0);
    }
  }

  /** Overwrites the keys; afterwards every use throws VAULT_LOCKED. */
  lock(): void {
    for (const key of this.#keys?.values() ?? []) key.fill(0);
    this.#keys = null;
  }

  #key(name: KeyName): Bytes {
    if (this.#keys === null) throw new AppError('VAULT_LOCKED', {});
    const key = this.#keys.get(name);
    if (!key) throw new AppError('CLASS_NOT_HELD', { class: classOfKey(name) });
    return key;
  }
}

/** A name for a new vault or a new way in: 128 random bits. */
export const randomId = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)));
