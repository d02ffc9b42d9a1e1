import type { Text } from '../domain/contracts/text.ts';

/** A short message that passes by; with an act when something can be taken back. */
export type PassingNotice = {
  text: Text;
  params?: Readonly<Record<string, string | number>>;
  hint?: Text;
  tone?: 'plain' | 'warn';
  act?: { label: Text; run: () => void };
};

/** Where messages are left for the shell to show. */
export class Notices {
  #show: ((notice: PassingNotice) => void) | null = null;
  #waiting: PassingNotice[] = [];

  /** The shell says how to show; what was left before is shown then. */
  deliverTo(show: (notice: PassingNotice) => void): void {
    this.#show = show;
    for (const notice of this.#waiting.splice(0)) show(notice);
  }

  add(notice: PassingNotice): void {
    if (this.#show) this.#show(notice);
    else this.#waiting.push(notice);
  }
}
