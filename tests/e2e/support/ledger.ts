import type { Page } from '@playwright/test';
import type { ImportReport } from '../../../src/domain/contracts/import.ts';
import { answerOf, rowsOf } from './shop.ts';

/** One import: its file's name and orders, and what the page was told of it; null when nothing was. */
export type Given = { readonly name: string; readonly orders: number; report: ImportReport | null };

type Kept = { name: string; read: number; kept: number; report: string; orders: number; lines: number };

const KEPT = `
  SELECT f.file_name AS name, f.rows_read::INT AS read, f.rows_kept::INT AS kept,
    f.report_json AS report,
    (SELECT count(*)::INT FROM order_versions o WHERE o.src_file_id = f.src_file_id) AS orders,
    (SELECT count(*)::INT FROM order_line_versions l WHERE l.src_file_id = f.src_file_id) AS lines
  FROM source_file f ORDER BY f.import_number`;
/** Rows that belong to no import, and what the view of today's orders holds. */
const SUMS = `
  SELECT (SELECT count(*)::INT FROM order_versions WHERE src_file_id NOT IN (SELECT src_file_id FROM source_file))
    + (SELECT count(*)::INT FROM order_line_versions WHERE src_file_id NOT IN (SELECT src_file_id FROM source_file))
    + (SELECT count(*)::INT FROM import_issue WHERE src_file_id NOT IN (SELECT src_file_id FROM source_file)) AS strays,
    (SELECT count(*)::INT FROM orders) AS orders`;

/** Every import that was begun, held against what a store says after its browser was killed. One row is one order. */
export class Ledger {
  readonly given: Given[] = [];
  /** What must never be: acknowledged imports that are gone; imports of which a part is there. */
  readonly lost: string[] = [];
  readonly half: string[] = [];
  /** Imports that nobody was told of, at the last look. */
  unacknowledged = { whole: 0, absent: 0 };

  get acknowledged(): number {
    return this.given.filter(({ report }) => report?.status === 'imported').length;
  }

  /** Imports that were answered, but not by `imported`. */
  get refused(): string[] {
    return this.given.flatMap(({ name, report }) =>
      report && report.status !== 'imported' ? [`${name}: ${report.status}`] : [],
    );
  }

  begin(name: string, orders: number): Given {
    const one: Given = { name, orders, report: null };
    this.given.push(one);
    return one;
  }

  /** @param after when this is, for what is found */
  async check(page: Page, after: string): Promise<void> {
    const kept = (await rowsOf(page, KEPT)) as Kept[];
    const byName = new Map<string, Kept[]>();
    for (const row of kept) byName.set(row.name, [...(byName.get(row.name) ?? []), row]);
    for (const one of this.given) {
      const rows = byName.get(one.name) ?? [];
      if (rows.length > 0 && !isWhole(rows, one))
        this.half.push(`${one.name} of ${one.orders}: ${describe(rows)}, ${after}`);
      if (rows.length === 0 && one.report?.status === 'imported') this.lost.push(`${one.name}, ${after}`);
    }
    this.#countSilent(byName);
    await this.#checkSums(page, kept, after);
  }

  #countSilent(byName: ReadonlyMap<string, unknown>): void {
    const silent = this.given.filter(({ report }) => report === null);
    const whole = silent.filter(({ name }) => byName.has(name)).length;
    this.unacknowledged = { whole, absent: silent.length - whole };
  }

  async #checkSums(page: Page, kept: readonly Kept[], after: string): Promise<void> {
    const orders = kept.reduce((sum, row) => sum + row.orders, 0);
    const [sums] = await rowsOf(page, SUMS);
    const { rows } = await answerOf<{ rows: { value: number }[] }>(page, 'queryMetric', { metric: 'orders_paid' });
    const said = JSON.stringify({ ...sums, paid: rows[0]?.value });
    const expected = JSON.stringify({ strays: 0, orders, paid: orders });
    if (said !== expected) this.half.push(`${said} instead of ${expected}, ${after}`);
  }
}

const describe = (rows: readonly Kept[]): string => JSON.stringify(rows.map((row) => ({ ...row, report: undefined })));

function isWhole(rows: readonly Kept[], { orders: expected }: Given): boolean {
  const counts = rows.flatMap(({ read, kept, report, orders, lines }) => {
    const { rows: reported } = JSON.parse(report) as ImportReport;
    return [read, kept, reported.read, reported.kept, orders, lines];
  });
  return rows.length === 1 && counts.every((count) => count === expected);
}
