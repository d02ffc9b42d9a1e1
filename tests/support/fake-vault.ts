import type { PassphraseJudgement } from '../../src/domain/contracts/passphrase.ts';
import type { VaultMark, VaultState } from '../../src/domain/contracts/vault.ts';
import type { VaultDoor } from '../../src/engine/vault-door.ts';

/** When the invented vault was saved; it was never backed up. */
export const MARK: VaultMark = { vaultId: 'v1', savedAt: '2024-05-01T08:00:00.000Z', backedUpAt: null };
/** An invented recovery key: nine groups of four. */
export const RECOVERY_KEY = '1111-2222-3333-4444-5555-6666-7777-8888-9999';

export const LOCKED: Extract<VaultState, { is: 'locked' }> = {
  is: 'locked',
  storage: 'sync-handles',
  ways: { passkeys: [] },
  reason: 'start',
  mark: MARK,
};
export const OPEN: Extract<VaultState, { is: 'open' }> = {
  is: 'open',
  storage: 'sync-handles',
  ways: { passkeys: [] },
  mark: MARK,
  persisted: true,
};
export const MEMORY: Extract<VaultState, { is: 'memory' }> = { is: 'memory', storage: 'sync-handles', lost: null };

/** A vault that a test plays: it is put into a state, remembers what it was asked, and answers what the test says. */
export class FakeVault {
  /** What was asked, in order: the verb and its arguments. */
  readonly asked: [verb: keyof VaultDoor, ...args: unknown[]][] = [];
  /** Verbs that fail, and how. */
  readonly failures = new Map<keyof VaultDoor, Error>();
  /** Verbs that do not end before their promise does. */
  readonly holds = new Map<keyof VaultDoor, Promise<void>>();
  readonly #listeners = new Set<(state: VaultState) => void>();
  #state: VaultState;

  constructor(state: VaultState = { is: 'looking' }) {
    this.#state = state;
  }

  become(state: VaultState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  readonly door: VaultDoor = {
    watch: (listener) => {
      this.#listeners.add(listener);
      listener(this.#state);
      return () => this.#listeners.delete(listener);
    },
    // Twelve characters are enough here: the real estimator has its own tests.
    judge: async (passphrase, hints) => {
      await this.#hear('judge', passphrase, hints);
      return passphrase.length < 12 ? WEAK : STRONG;
    },
    save: async (passphrase) => {
      await this.#hear('save', passphrase);
      this.become(OPEN);
      return { recoveryKey: RECOVERY_KEY };
    },
    unlock: async (secret) => {
      await this.#hear('unlock', secret);
      this.become(OPEN);
    },
    lock: (reason) => this.#hear('lock', reason),
    takeOver: async () => {
      await this.#hear('takeOver');
      this.become(LOCKED);
    },
    changePassphrase: (current, next) => this.#hear('changePassphrase', current, next),
    resetPassphrase: (next) => this.#hear('resetPassphrase', next),
    renewRecoveryKey: async () => {
      await this.#hear('renewRecoveryKey');
      return { recoveryKey: RECOVERY_KEY };
    },
    addPasskey: (passkey) => this.#hear('addPasskey', passkey),
    removePasskey: (credentialId) => this.#hear('removePasskey', credentialId),
    backUp: async () => {
      await this.#hear('backUp');
      return new File(['invented'], '样例.zgbackup');
    },
    checkBackup: async (file) => {
      await this.#hear('checkBackup', file.name);
      return { createdAt: '2024-05-02T08:00:00.000Z', app: '1.0.0', bytes: 2_000_000 };
    },
    restore: async (file, secret) => {
      await this.#hear('restore', file.name, secret);
      this.become(OPEN);
    },
    erase: async () => {
      await this.#hear('erase');
      this.become(MEMORY);
    },
  };

  async #hear(verb: keyof VaultDoor, ...args: unknown[]): Promise<void> {
    this.asked.push([verb, ...args]);
    await this.holds.get(verb);
    const failure = this.failures.get(verb);
    if (failure) throw failure;
  }
}

const STRONG: PassphraseJudgement = { score: 4, acceptable: true, advice: [] };
const WEAK: PassphraseJudgement = {
  score: 1,
  acceptable: false,
  advice: [{ 'zh-CN': '再加几个不常见的词。', en: 'Add more words that are less common.' }],
};
