/** One tab at a time looks where the vault is, for milliseconds. */
const LOOK_LOCK = 'zhanggui/look';
/** Held by the tab that shows or opens the vault, until it ends. */
const VAULT_LOCK = 'zhanggui/vault';

/** The right of one tab to use the vault. It ends with the tab, however that ends, or when another tab takes it. */
export class VaultLock {
  readonly #onTaken: () => void;
  #release: (() => void) | null = null;

  /** @param onTaken another tab took the vault: whatever writes must stop at once */
  constructor(onTaken: () => void) {
    this.#onTaken = onTaken;
  }

  get isHeld(): boolean {
    return this.#release !== null;
  }

  /** Looks while no other tab does. */
  look<T>(work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(LOOK_LOCK, work);
  }

  /** Takes the right if nobody has it. */
  async take(): Promise<boolean> {
    return this.isHeld || this.#request({ ifAvailable: true });
  }

  /** Takes the right from whoever has it. */
  async steal(): Promise<void> {
    if (!this.isHeld) await this.#request({ steal: true });
  }

  /** Resolves once the tab that has the right has ended, and this one has it. */
  async wait(signal: AbortSignal): Promise<void> {
    if (!this.isHeld) await this.#request({ signal });
  }

  release(): void {
    this.#release?.();
    this.#release = null;
  }

  #request(options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let release = () => {};
      const held = navigator.locks.request(VAULT_LOCK, options, async (lock) => {
        if (!lock) {
          resolve(false);
          return;
        }
        const released = new Promise<void>((end) => (release = end));
        this.#release = release;
        resolve(true);
        await released;
      });
      held.catch((thrown: unknown) => {
        const isOurs = this.#release !== null && this.#release === release;
        if (!isOurs) {
          reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
          return;
        }
        this.#release = null;
        this.#onTaken();
      });
    });
  }
}
