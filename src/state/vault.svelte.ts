import { AppError } from '../domain/contracts/errors.ts';
import type { PassphraseJudgement } from '../domain/contracts/passphrase.ts';
import type { Text } from '../domain/contracts/text.ts';
import type { BackupFacts, LockReason, NewPasskey, VaultSecret, VaultState } from '../domain/contracts/vault.ts';
import type { VaultDoor } from '../engine/vault-door.ts';
import type { Jobs } from './jobs.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Settings } from './settings.svelte.ts';

/** What of the vault is being asked for in a dialog. */
export type VaultTask = 'save' | 'change-passphrase' | 'reset-passphrase' | 'restore' | 'check-backup' | 'erase';

/** What stands in place of the pages; `none` leaves them. */
export type VaultScreen = 'none' | 'looking' | 'locking' | 'locked' | 'elsewhere' | 'failed' | 'lost';

type Company = { readonly settings: Settings; readonly jobs: Jobs; readonly notices: Notices };

const BACKING_UP: Text = { 'zh-CN': '写备份', en: 'Writing a backup' };
const RESTORING: Text = { 'zh-CN': '从“{file}”恢复', en: 'Restoring “{file}”' };
const LOCK_FAILED: Text = { 'zh-CN': '没能锁定，请关闭这个标签页', en: 'Locking failed; please close this tab' };
const NEW_PASSPHRASE = {
  text: { 'zh-CN': '已用通行密钥解锁', en: 'Unlocked with a passkey' },
  label: { 'zh-CN': '设一个新口令', en: 'Set a new passphrase' },
} as const;

/** The saved data of this device as the page sees it: how it is kept, and what the user may do about it. */
export class Vault {
  state = $state.raw<VaultState>({ is: 'looking' });
  /** The dialog that is open. */
  task = $state.raw<VaultTask | null>(null);
  /** A recovery key that is shown now, and never again. */
  recoveryKey = $state.raw<string | null>(null);
  #isLocking = $state(false);
  #isOfferDismissed = $state(false);
  readonly #door: VaultDoor;
  readonly #settings: Settings;
  readonly #jobs: Jobs;
  readonly #notices: Notices;

  constructor(door: VaultDoor, { settings, jobs, notices }: Company) {
    this.#door = door;
    this.#settings = settings;
    this.#jobs = jobs;
    this.#notices = notices;
    door.watch((state) => this.#follow(state));
  }

  get screen(): VaultScreen {
    const { state } = this;
    if (this.#isLocking) return 'locking';
    if (state.is === 'looking') return this.#settings.savedHere ? 'looking' : 'none';
    if (state.is === 'memory') return state.lost && state.lost.vaultId !== this.#settings.lossSeen ? 'lost' : 'none';
    return state.is === 'open' ? 'none' : state.is;
  }

  /** Whether to offer saving, once per visit; the caller knows whether there is anything worth it. */
  get offersToSave(): boolean {
    return this.state.is === 'memory' && !this.#isOfferDismissed && this.task === null;
  }

  dismissOffer(): void {
    this.#isOfferDismissed = true;
  }

  /** The user knows of the loss and begins anew. */
  acceptLoss(): void {
    if (this.state.is !== 'memory' || !this.state.lost) return;
    this.#settings.change({ lossSeen: this.state.lost.vaultId, savedHere: false, recoveryKeyKept: true });
  }

  judge(passphrase: string, hints: readonly string[]): Promise<PassphraseJudgement> {
    return this.#door.judge(passphrase, hints);
  }

  /** Saves what is in memory; the recovery key is shown next. @throws AppError as the door does */
  async save(passphrase: string): Promise<void> {
    this.#show(await this.#door.save(passphrase));
  }

  /** A new recovery key, shown next; the one before stops working. */
  async renewRecoveryKey(): Promise<void> {
    this.#show(await this.#door.renewRecoveryKey());
  }

  /** The recovery key is shown no longer. @param kept whether the user has proved to hold it */
  closeRecoveryKey(kept: boolean): void {
    this.recoveryKey = null;
    this.#settings.change({ recoveryKeyKept: kept });
  }

  /** Opens the data, and offers a new passphrase to who came in without. @throws AppError as the door does */
  async unlock(secret: VaultSecret): Promise<void> {
    await this.#door.unlock(secret);
    if (secret.kind === 'recovery') this.task = 'reset-passphrase';
    if (secret.kind !== 'passkey') return;
    const run = () => (this.task = 'reset-passphrase');
    this.#notices.add({ text: NEW_PASSPHRASE.text, act: { label: NEW_PASSPHRASE.label, run } });
  }

  /** Locks what is open; the page is loaded anew. Does nothing when there is nothing to lock. */
  async lock(reason: Exclude<LockReason, 'start'>): Promise<void> {
    if (this.state.is !== 'open' || this.#isLocking) return;
    this.#isLocking = true;
    this.task = null;
    this.recoveryKey = null;
    try {
      await this.#door.lock(reason);
    } catch (thrown) {
      this.#isLocking = false;
      this.#notices.add({ text: LOCK_FAILED, tone: 'warn' });
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }

  takeOver(): Promise<void> {
    return this.#door.takeOver();
  }

  changePassphrase(current: string, next: string): Promise<void> {
    return this.#door.changePassphrase(current, next);
  }

  resetPassphrase(next: string): Promise<void> {
    return this.#door.resetPassphrase(next);
  }

  addPasskey(passkey: NewPasskey): Promise<void> {
    return this.#door.addPasskey(passkey);
  }

  removePasskey(credentialId: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#door.removePasskey(credentialId);
  }

  /** One encrypted file of everything, with a place in the tray of jobs. */
  backUp(): Promise<File> {
    return this.#jobs.run(BACKING_UP, {}, (call) => this.#door.backUp(call));
  }

  checkBackup(file: File): Promise<BackupFacts> {
    return this.#door.checkBackup(file);
  }

  restore(file: File, secret: VaultSecret): Promise<void> {
    return this.#jobs.run(RESTORING, { file: file.name }, (call) => this.#door.restore(file, secret, call));
  }

  erase(): Promise<void> {
    return this.#door.erase();
  }

  #show({ recoveryKey }: { recoveryKey: string }): void {
    this.#settings.change({ recoveryKeyKept: false });
    this.recoveryKey = recoveryKey;
  }

  #follow(state: VaultState): void {
    this.state = state;
    if (state.is !== 'open') this.#isLocking = false;
    if (state.is === 'elsewhere' || state.is === 'failed') this.task = this.recoveryKey = null;
    this.#remember(state);
  }

  /** What the next visit is to know before it has looked. */
  #remember(state: VaultState): void {
    const { savedHere } = this.#settings;
    const isKept = state.is === 'open' || state.is === 'locked' || state.is === 'elsewhere';
    const isNone = state.is === 'memory' && state.lost === null;
    if (isKept && !savedHere) this.#settings.change({ savedHere: true });
    if (isNone && savedHere) this.#settings.change({ savedHere: false, recoveryKeyKept: true });
  }
}
