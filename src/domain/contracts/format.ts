import type { FieldName, OrderStatus, Platform, RefundStatus } from './canonical.ts';
import type { Text } from './text.ts';

/** Header names under which a file may state one field, most specific first. The first present one is read. */
export type HeaderNames = readonly [string, ...string[]];

/** A field read from one column, or a sum of columns (`from` + `plus` − `minus`; an absent or empty extra counts as 0). */
export type FieldSource = {
  readonly from: HeaderNames;
  readonly plus?: readonly HeaderNames[];
  readonly minus?: readonly HeaderNames[];
  /** Read instead when the file has none of the `from` columns (another generation states it otherwise). */
  readonly or?: FieldSource;
};

/**
 * What is used for a field that a row does not state: the column is not in the file, or its cell is blank.
 * `paid_at` is only filled on rows that count as paid, money only when the column is not in the file at all.
 */
export type StandIn = {
  readonly field: FieldName;
  readonly from: FieldName;
  /** Shown once on the file's card when it was used. */
  readonly note: Text;
};

/**
 * How order money stands in a file with several rows for an order:
 * `per_order` one row is one order · `repeated` on every line · `first_row` only on the first row, blank below ·
 * `sum_of_lines` each row holds its own share: the order fields of such a row (`payable_amount`, `platform_discount`…)
 * are the line's, and the order is their sum. With `repeated` and `first_row` the first value that is not blank counts
 * once, and lines share it by `line_amount`, else by `unit_list_price × qty`.
 *
 * Line money everywhere: `line_amount` is the line before `line_discount`; where only a unit price is stated it is
 * `unit_list_price × qty`; an order without `payable_amount` owes Σ (line_amount − line_discount) + freight.
 * In a file with grain `order`, `qty` and `title` speak of the whole order and there are no lines.
 */
export type OrderMoney = 'per_order' | 'repeated' | 'first_row' | 'sum_of_lines';

/** A statement about the money of one row that must hold to the cent: `left = Σ plus − Σ minus`. */
export type MoneyIdentity = {
  readonly id: string;
  readonly title: Text;
  readonly left: FieldName;
  readonly plus: readonly FieldName[];
  readonly minus: readonly FieldName[];
  /** Terms that count as 0 when the file has no such column; without any other term the statement is not checked. */
  readonly optional?: readonly FieldName[];
  /** Rows it speaks of; unpaid rows of some platforms state 0 paid. */
  readonly rows: 'all' | 'paid';
  /** What happens to a row that breaks it: kept with an issue, or refused. */
  readonly onBreak: 'warn' | 'quarantine';
};

/** One export layout of one system, as data. Adding a layout is adding one file that calls `defineFormat`. */
export type FormatDefinition = {
  /** `<platform>-<report>`, unique; equals the file name. */
  readonly id: string;
  readonly platform: Platform;
  readonly title: Text;
  /** Where in the back office the file comes from, so that an empty state can teach it. */
  readonly menuPath: Text;
  /** CONFIRMED layouts were seen in code that reads real files; others are marked experimental on screen. */
  readonly confidence: 'confirmed' | 'experimental';

  /** Names that must all be present (through `HeaderNames` of `fields`): usually an id, a time and an amount. */
  readonly required: readonly FieldName[];
  /** Header names that set this layout apart from its look-alikes; each present one raises the score. */
  readonly fingerprint: readonly string[];
  /** Header names that belong to another layout: one present one rules this format out. */
  readonly excludes?: readonly string[];
  /** All header names known for any generation of this layout, for scoring only. */
  readonly knownHeaders: readonly string[];

  readonly fields: Readonly<Partial<Record<FieldName, HeaderNames | FieldSource>>>;
  /**
   * Header names that hold personal data (beyond `buyer` and `address` fields): in no business table. What of them is kept
   * under the class `personal`, and as what, is said in recognise/contact-roles.ts.
   */
  readonly personal: readonly string[];

  /** Does one row state an order without its lines, an order that is its only line, or one line of an order? */
  readonly grain: 'order' | 'order_with_single_line' | 'line';
  readonly orderMoney: OrderMoney;
  /** Among reports that state the same order, the higher one wins; within one report the latest export wins. */
  readonly authority: number;
  /** Columns blank on following rows of an order are taken from its first row (Shopify). */
  readonly fillDown?: readonly FieldName[];

  /** A free item stated in extra columns of the row: one more line with `is_gift`, no money. */
  readonly giftLine?: Readonly<Partial<Record<FieldName, HeaderNames>>>;
  readonly standIns?: readonly StandIn[];
  /** Cell texts that mean "nothing" in this layout, beyond the common ones. */
  readonly nulls?: readonly string[];
  /** How ambiguous dates read; absent or `auto` when the column itself decides. */
  readonly dateOrder?: 'auto' | 'dmy' | 'mdy' | 'ymd';

  /**
   * Raw → canonical, compared after `normaliseStatus`. `closed` is then settled by facts: money given back in full (or
   * a refunded after-sale) → `closed_refunded`, never paid → `closed_unpaid`, else it stays.
   * Lines of one order that differ: an open or completed line outweighs a closed one; shipped beside unshipped is
   * `partially_shipped`.
   */
  readonly statuses: Readonly<Record<string, OrderStatus>>;
  /** Status of a row when the file has no status column; a stated ship or completion time outweighs `paid`. */
  readonly statusWithoutColumn?: {
    readonly unpaid: OrderStatus;
    readonly paid: OrderStatus;
    readonly refunded: OrderStatus;
  };
  /** Second axis; moves an order that is paid and open (on, or to `closed`, settled as above), never another. */
  readonly fulfilmentStatuses?: Readonly<Record<string, OrderStatus>>;
  readonly refundStatuses?: Readonly<Record<string, RefundStatus>>;

  readonly currency:
    { readonly kind: 'fixed'; readonly code: string } | { readonly kind: 'field'; readonly fallback: string };
  /** IANA zone of the wall clock in the file; an offset in a cell is dropped after it is read (see `clock`). */
  readonly timeZone: string;
  /** Where `wall`, cells are shop-local already; where `offset`, cells carry ±hhmm and the written wall clock is kept. */
  readonly clock: 'wall' | 'offset';

  readonly rules?: {
    /** Order numbers that start with yyMMdd date an order whose pay time is blank (拼多多). */
    readonly dateFromOrderId?: 'yyMMdd';
    /** 实付 may or may not be net of refunds: decided per file by its own arithmetic, and said. */
    readonly detectNetOfRefund?: boolean;
    /** The paid amount is the payable amount of paid rows; the layout has no column of its own. */
    readonly paidIsPayable?: boolean;
    /** A row whose refund status is `refunded` and that states no refund amount was refunded in full. */
    readonly refundInFullWhenRefunded?: boolean;
    /** An order closed after payment with no refund amount gave the money back (京东 (删除)…). */
    readonly refundInFullWhenClosedRefunded?: boolean;
    /** A stated `closed_at` closes the order whatever its status says (Shopify). */
    readonly closedAtCloses?: boolean;
    /**
     * Some generations repeat the ORDER's amount on every line. Decided per file over paid orders with several rows:
     * `field` is equal on all rows of an order and nearer to Σ `against` than Σ `field` is, in most of them
     * → the first value counts once and lines share it by `against`.
     */
    readonly detectRepeatedLineMoney?: { readonly field: FieldName; readonly against: FieldName };
    /** Nothing numbers a line, so equal rows of an order are two lines of it and not the same row twice. */
    readonly equalRowsAreLines?: boolean;
    /** No order number: every row is an order of its own, numbered by the engine from its content. */
    readonly orderIdFromRow?: boolean;
    /** No time and no state of payment: every row counts as paid when placed. */
    readonly everyRowIsPaid?: boolean;
    /** Rows with negative quantity or amount are returns: their money is refunded, not paid. */
    readonly negativeIsReturn?: boolean;
    /** Order numbers that start with this are returns, where rows carry no sign (`negativeIsReturn` is off). */
    readonly cancelPrefix?: string;
  };
  readonly identities?: readonly MoneyIdentity[];
};

/** Header names written as one text, parted by `|` and line ends; blanks around a name do not count. */
export function headerList(text: string): readonly string[] {
  return text
    .split(/[|\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Checks nothing at run time: the type does. It exists so that a format file is one expression. */
export function defineFormat<const F extends FormatDefinition>(format: F): FormatDefinition {
  return format;
}

/** The source of a field in its long form. */
export function fieldSource(source: HeaderNames | FieldSource): FieldSource {
  return 'from' in source ? source : { from: source };
}
