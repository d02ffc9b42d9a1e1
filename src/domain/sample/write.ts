import type { SampleOrder } from './orders.ts';
import type { SamplePlan } from './plan.ts';
import type { Stamps } from './stamps.ts';

/** Turns orders into the records of one export file made at a moment (`asOf`, seconds after the first midnight). */
export type OrderRows = {
  /** Lines above the data: preamble if any, then the header row. Each with its line end. */
  readonly header: readonly string[];
  /** The records of one order, each with its line end. */
  rows(order: SampleOrder): string[];
  /** Lines below the data: a total row. */
  footer?(): string[];
};

export type RowWriter = (plan: SamplePlan, stamps: Stamps, asOf: number) => OrderRows;
