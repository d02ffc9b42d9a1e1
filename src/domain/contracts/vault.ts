import type { StorageKind } from './storage.ts';

/** What the browser remembers of a vault outside of it, to tell a loss from a first visit; dates ISO 8601 in UTC. */
export type VaultMark = {
  readonly vaultId: string;
  readonly savedAt: string;
  /** When the last backup was written or restored; null before the first. */
  readonly backedUpAt: string | null;
};

/** A passkey that opens the vault: what `navigator.credentials.get` is asked for. */
export type PasskeyWay = { readonly credentialId: Uint8Array<ArrayBuffer>; readonly salt: Uint8Array<ArrayBuffer> };

/** How a locked vault can be opened. */
export type WaysIn = { readonly passkeys: readonly PasskeyWay[] };

/** Why the data is locked; `start`: this visit has not opened it yet. */
export type LockReason = 'start' | 'hand' | 'idle' | 'hidden' | 'slept';

/** How the data is kept at this moment. */
export type VaultState =
  | { readonly is: 'looking' }
  /**
   * Nothing is saved. `storage` is null where nothing durable exists; `lost` names a vault that was here and is gone.
   */
  | { readonly is: 'memory'; readonly storage: StorageKind | null; readonly lost: VaultMark | null }
  | {
      readonly is: 'locked';
      readonly storage: StorageKind;
      readonly ways: WaysIn;
      readonly reason: LockReason;
      readonly mark: VaultMark | null;
    }
  /** `persisted`: whether the browser promised not to clear it by itself; null while unknown. */
  | {
      readonly is: 'open';
      readonly storage: StorageKind;
      readonly ways: WaysIn;
      readonly mark: VaultMark;
      readonly persisted: boolean | null;
    }
  /** Another tab has it. `taken`: it was open here until then. */
  | { readonly is: 'elsewhere'; readonly taken: boolean }
  /** There is a vault that cannot be opened as it is. */
  | { readonly is: 'failed'; readonly error: Error };

/** A secret as the user gives it; `prf` is what the authenticator answered. */
export type VaultSecret =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly typed: string }
  | { readonly kind: 'passkey'; readonly credentialId: Uint8Array<ArrayBuffer>; readonly prf: Uint8Array<ArrayBuffer> };

/** A passkey to be added: the credential, the salt its PRF was evaluated at, and the 32 bytes that gave. */
export type NewPasskey = {
  readonly credentialId: Uint8Array<ArrayBuffer>;
  readonly prfSalt: Uint8Array<ArrayBuffer>;
  readonly prf: Uint8Array<ArrayBuffer>;
};

/** A backup as it was found; sizes in plain bytes. */
export type BackupFacts = { readonly createdAt: string; readonly app: string; readonly bytes: number };
