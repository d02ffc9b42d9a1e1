import type { Platform } from '../domain/contracts/canonical.ts';

/** What the sample shop comes to, known before it is generated. Amounts are decimal texts. */
export type SampleSummary = {
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly paidOrders: number;
  /** CNY. */
  readonly paidAmount: string;
  readonly byPlatform: readonly {
    readonly platform: Platform;
    readonly currency: string;
    readonly paidAmount: string;
  }[];
  /** Paid cents (CNY) of the weeks that start on `from`, `from` + 7 days, …; the last may be short. */
  readonly weekly: readonly number[];
};
