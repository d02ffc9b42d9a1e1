import type { LockReason } from '../domain/contracts/vault.ts';

/** Minutes after which data locks by itself; 0 for never. */
export type AutoLockLimits = { readonly idleMinutes: number; readonly hiddenMinutes: number };

/** Where the signs of a present user come from: the window and the document in the app. */
export type PresenceSource = {
  readonly window: EventTarget;
  readonly document: EventTarget & { readonly hidden: boolean };
};

type Lock = (reason: Exclude<LockReason, 'start'>) => void;

const MINUTE_MS = 60_000;
/** How often is looked; hidden pages are woken once a minute at the least, unless they are frozen. */
const TICK_MS = 15_000;
/** A tick that comes later than this after it was due: the machine slept. */
const SLEEP_MS = 2 * MINUTE_MS;
/** Signs that someone is there. A field that has the focus is none. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove'];

/** Locks when nobody has been there for a while, when the page was out of sight for long, and when the machine slept. */
export class AutoLock {
  readonly #from: PresenceSource;
  readonly #limits: () => AutoLockLimits;
  readonly #lock: Lock;
  #ticked = 0;
  #seen = 0;
  /** When the page went out of sight; null while it is in sight. */
  #hiddenAt: number | null = null;
  /** Whether the clock ticked since the page is out of sight: then a silence is sleep, not a frozen page. */
  #ranHidden = false;

  /** @param limits asked at every look, so that a change of settings counts at once */
  constructor(from: PresenceSource, limits: () => AutoLockLimits, lock: Lock) {
    this.#from = from;
    this.#limits = limits;
    this.#lock = lock;
  }

  /** Watches from now on; returns how to stop. */
  start(): () => void {
    const { window, document } = this.#from;
    const stop = new AbortController();
    const options = { signal: stop.signal, passive: true, capture: true };
    this.#ticked = this.#seen = Date.now();
    this.#turn();
    for (const sign of SIGNS) window.addEventListener(sign, () => this.#present(), options);
    document.addEventListener('visibilitychange', () => this.#turn(), options);
    const timer = setInterval(() => this.#look(), TICK_MS);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }

  /** Someone is there, unless it comes too late: whoever wakes the machine does not unlock it by that. */
  #present(): void {
    if (!this.#look()) this.#seen = Date.now();
  }

  #turn(): void {
    const { hidden } = this.#from.document;
    if (hidden) {
      this.#hiddenAt ??= Date.now();
    } else {
      this.#present();
      this.#hiddenAt = null;
    }
    this.#ranHidden = false;
  }

  /** @returns whether it locked */
  #look(): boolean {
    const now = Date.now();
    const gap = now - this.#ticked;
    this.#ticked = now;
    if (gap < 0) this.#moveBack(gap);
    const reason = this.#reason(now, gap);
    if (this.#hiddenAt !== null) this.#ranHidden = true;
    if (reason) this.#lock(reason);
    return reason !== null;
  }

  #reason(now: number, gap: number): Exclude<LockReason, 'start' | 'hand'> | null {
    const { idleMinutes, hiddenMinutes } = this.#limits();
    const isFrozen = this.#hiddenAt !== null && !this.#ranHidden;
    if (gap > TICK_MS + SLEEP_MS && !isFrozen) return 'slept';
    if (isOver(this.#hiddenAt, hiddenMinutes, now)) return 'hidden';
    return isOver(this.#seen, idleMinutes, now) && this.#hiddenAt === null ? 'idle' : null;
  }

  /** The clock was set back: what was waited so far stays waited. */
  #moveBack(gap: number): void {
    this.#seen += gap;
    if (this.#hiddenAt !== null) this.#hiddenAt += gap;
  }
}

function isOver(since: number | null, minutes: number, now: number): boolean {
  return since !== null && minutes > 0 && now - since >= minutes * MINUTE_MS;
}
