import type { PassphraseJudgement } from '../domain/contracts/passphrase.ts';
import type { BackupFacts, LockReason, NewPasskey, VaultSecret, VaultState } from '../domain/contracts/vault.ts';
import type { CallOptions } from './call-options.ts';

/** What the page may ask of the vault: the saved, encrypted data of this device. Expected failures reject with `AppError`. */
export type VaultDoor = {
  /** Calls back at once and on every change; returns how to stop. */
  watch(listener: (state: VaultState) => void): () => void;

  /** How hard a passphrase is to guess. @param hints what others know of the user; found inside, it counts for nothing */
  judge(passphrase: string, hints: readonly string[]): Promise<PassphraseJudgement>;
  /**
   * Saves what is in memory into a new vault under this passphrase; from then on every change is saved.
   * The recovery key is shown once and kept nowhere. When it fails, everything stays in memory as it was.
   * @throws AppError VAULT_EXISTS, VAULT_FULL, VAULT_WRITE_FAILED, KEY_MEMORY_SHORT, STORAGE_MISSING
   */
  save(passphrase: string): Promise<{ recoveryKey: string }>;
  /** Opens the saved data. A wrong secret changes nothing. @throws AppError as `unlock` of the keys, VAULT_BUSY, VAULT_DAMAGED */
  unlock(secret: VaultSecret): Promise<void>;
  /** Ends every thread that holds keys or data, then loads the page anew, locked. Waits for a running import. */
  lock(reason: Exclude<LockReason, 'start'>): Promise<void>;
  /** Takes the vault from the tab that has it; that one stops at once. The state becomes `locked`. */
  takeOver(): Promise<void>;

  /** Another passphrase; no data is written anew. @throws AppError WRONG_PASSPHRASE */
  changePassphrase(current: string, next: string): Promise<void>;
  /** A passphrase for whoever came in by the recovery key or a passkey. */
  resetPassphrase(next: string): Promise<void>;
  /** A new recovery key; the printed one stops working. */
  renewRecoveryKey(): Promise<{ recoveryKey: string }>;
  addPasskey(passkey: NewPasskey): Promise<void>;
  removePasskey(credentialId: Uint8Array<ArrayBuffer>): Promise<void>;

  /** One encrypted file with everything that is saved, opened by the same secrets. */
  backUp(call?: CallOptions): Promise<File>;
  /** Whether a backup is whole, without a secret. @throws AppError BACKUP_NOT_RECOGNISED, BACKUP_INCOMPLETE, BACKUP_DAMAGED, BACKUP_NEWER */
  checkBackup(file: File): Promise<BackupFacts>;
  /**
   * Puts a backup in the place of what is saved or in memory, under the backup's own secrets. All of it is checked
   * before anything is replaced; when it fails, what was there stays.
   */
  restore(file: File, secret: VaultSecret, call?: CallOptions): Promise<void>;
  /** Destroys the keys, then the data: everything gone, as on the first day. */
  erase(): Promise<void>;
};
