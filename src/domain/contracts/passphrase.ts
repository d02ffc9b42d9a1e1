import type { Text } from './text.ts';

/** What the app thinks of a passphrase before it is set. */
export type PassphraseJudgement = {
  /** 0 guessed at once … 4 beyond reach. */
  readonly score: 0 | 1 | 2 | 3 | 4;
  /** Score 3 or more, or four words that count. */
  readonly acceptable: boolean;
  /** What makes it weak, then what to do; most important first, empty when there is nothing to say. */
  readonly advice: readonly Text[];
};
