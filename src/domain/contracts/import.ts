import type { FieldName, Platform } from './canonical.ts';
import type { ErrorInfo } from './errors.ts';
import type { Container, Delimiter, Encoding } from './source.ts';
import type { Text } from './text.ts';

/** Days are shop-local `YYYY-MM-DD`; ranges are half-open `[from, to)`. */
export type DayRange = { from: string; to: string };

export type RowAccount = {
  /** Records found below the header. Always kept + duplicate + quarantined + dropped. */
  read: number;
  kept: number;
  /** Rows equal in every cell to one already kept from this file, or to what an earlier import holds. */
  duplicate: number;
  quarantined: number;
  /** Total rows, explanation rows and footers; see `controlTotals`. */
  dropped: number;
};

/** A total row of the file held against the rows above it. */
export type ControlTotal = { column: string; line: number; stated: string; summed: string; tied: boolean };

/** One kind of issue in one file, for the report; rows are fetched with `rejectedRows`. */
export type IssueCount = { code: IssueCode; column: string | null; severity: Severity; rows: number };

/** Everything that can be said of a row or a cell of a file. */
export const ISSUE_CODES = [
  'too_many_cells',
  'too_few_cells',
  'bad_bytes',
  'bad_quotes',
  'cell_too_long',
  'line_too_long',
  'required_missing',
  'id_damaged',
  'number_unreadable',
  'time_unreadable',
  'status_unknown',
  'refund_status_unknown',
  'identity_broken',
  'date_from_order_id',
  'refund_inferred',
  'duplicate_row',
  'total_mismatch',
  'cell_error',
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

/** How grave an issue is: `refused` rows are not counted, `warning` rows are, with something missing. */
export const SEVERITIES = ['note', 'warning', 'refused'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something the app found out about the file and acted on; shown on its card. */
export type ImportNote = { code: string; text: Text; params: Readonly<Record<string, string | number>> };

/** One line of the report of refused rows. No value of a personal column; others by their shape (`99.9汉`). */
export type RejectedRow = {
  line: number;
  sheet: string;
  column: string | null;
  code: IssueCode;
  severity: Severity;
  shape: string | null;
  detail: string;
};

/** What happened to one table of one file. */
export type ImportReport = {
  /** Identifies the import; `undoImport` takes it. */
  importId: string;
  fileName: string;
  sheet: string;
  status: 'imported' | 'unchanged' | 'needs_mapping' | 'failed' | 'undone' | 'cancelled';
  error: ErrorInfo | null;
  container: Container | null;
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  formatId: string | null;
  formatTitle: Text | null;
  platform: Platform | null;
  /** 0…1; the runner-up is named when close. */
  matchScore: number;
  runnerUp: string | null;
  /** Null where the table holds orders of several shops, or none. */
  shopId: string | null;
  shopName: string | null;
  /** Line of the header row, counted from 1. */
  headerLine: number | null;
  /** Rows above the header, kept as they were (account, period…), personal data masked. */
  preamble: string[];
  /** When the orders of the file were placed. */
  period: DayRange | null;
  /** When those of them that are paid were paid: the days whose paid amount is `paidAmount`. */
  paidPeriod?: DayRange | null;
  rows: RowAccount;
  orders: number;
  /** Orders that were new, and orders an earlier import already held in an older or equal state. */
  ordersNew: number;
  ordersUpdated: number;
  paidAmount: { currency: string; amount: string }[];
  controlTotals: ControlTotal[];
  issues: IssueCount[];
  notes: ImportNote[];
  /**
   * Columns that hold personal data, and what business tables got of each; `kept`: its cells are also kept as written,
   * under the key of the class `personal` (absent in reports of releases that kept none).
   */
  personal: { column: string; treatment: 'tokenised' | 'reduced_to_region' | 'left_out'; kept?: boolean }[];
  unusedColumns: string[];
  /** UTC, ISO 8601. */
  importedAt: string;
  millis: number;
};

/** A user's answer on the mapping screen; saved under the header it was made for. */
export type ColumnMapping = {
  name: string;
  platform: Platform;
  grain: 'order' | 'line';
  currency: string;
  /** Field → header name in the file. */
  fields: Readonly<Partial<Record<FieldName, string>>>;
  /** How ambiguous dates read; `auto` when the column itself decides. */
  dateOrder: 'auto' | 'dmy' | 'mdy' | 'ymd';
  /** Σ of the lines is the order; a negative quantity or a cancel prefix is a return. */
  cancelPrefix: string;
  /** Without a time of payment every row counts as paid when placed. */
  everyRowIsPaid: boolean;
};

/** What the mapping screen starts from. */
export type MappingDraft = {
  importId: string;
  fileName: string;
  sheet: string;
  headers: string[];
  /** At most 20 rows, personal-looking cells masked. */
  preview: string[][];
  guess: ColumnMapping;
  /** Per field: why it was guessed. */
  reasons: Readonly<Partial<Record<FieldName, Text>>>;
  /** Columns whose content looks personal. */
  personalColumns: string[];
};

export type ImportOptions = {
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** Name of the shop the file belongs to, where the file does not say. */
  shopName?: string;
  mapping?: ColumnMapping;
  /** When the file was exported, UTC ISO; otherwise told from its name or its modification time. */
  exportedAt?: string;
};
