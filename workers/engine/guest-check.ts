import { AppError } from '../../src/domain/contracts/errors.ts';
import type { DuckdbBindings } from './duckdb-bindings.ts';
import { plainRows } from './plain-rows.ts';

/** What a guest's statement begins with, after comments and brackets. */
const READING_WORDS = 'SELECT, WITH, FROM, VALUES, TABLE, DESCRIBE, SUMMARIZE, SHOW, EXPLAIN, PIVOT, UNPIVOT';
const BLANKS = '(?:\\s|--[^\\n]*\\n|/\\*[\\s\\S]*?\\*/)*';
const READS = new RegExp(`^(?:${BLANKS}\\()*${BLANKS}(?:${READING_WORDS.replaceAll(', ', '|')})\\b`, 'i');
const EXPLAINS = new RegExp(
  `^${BLANKS}EXPLAIN\\b${BLANKS}(?:ANALYZE\\b${BLANKS})?(?:\\((?:[\\w\\s,]|'\\w*')*\\)(?=${BLANKS}\\w))?`,
  'i',
);

/** Where a plan's rows may come from besides tables of the main database: from the statement itself, or the catalogue. */
const SOURCES = new Set(
  `DUMMY_SCAN EXPRESSION_GET CHUNK_GET COLUMN_DATA_SCAN EMPTY_RESULT CTE_SCAN REC_CTE_SCAN DELIM_GET RANGE
   GENERATE_SERIES UNNEST REPEAT REPEAT_ROW DUCKDB_TABLES DUCKDB_VIEWS DUCKDB_COLUMNS DUCKDB_SCHEMAS DUCKDB_DATABASES
   DUCKDB_TYPES DUCKDB_FUNCTIONS DUCKDB_KEYWORDS DUCKDB_CONSTRAINTS DUCKDB_INDEXES DUCKDB_SEQUENCES DUCKDB_EXTENSIONS
   DUCKDB_SETTINGS DUCKDB_OPTIMIZERS DUCKDB_LOG_CONTEXTS PRAGMA_VERSION`.split(/\s+/),
);
/** Functions that read something else, also where rows are handed to them. */
const READERS =
  /^(?:READ_|PARQUET_|SNIFF_|GLOB|PRAGMA_|DUCKDB_|ARROW_|PANDAS_|SEQ_SCAN_|INDEX_SCAN_|CHECKPOINT|FORCE_)/;

type PlanNode = { name: string; children: PlanNode[]; table: string | null };

/** Finds out what a guest's statement would read before it is run, from the plan that it is bound to. */
export class GuestCheck {
  readonly #bindings: DuckdbBindings;
  readonly #connection: number;
  readonly #main: string;
  /** Tables that no guest may name. */
  readonly #closed: ReadonlySet<string>;

  /**
   * @param connection one that no user's statement is ever run on; its settings must not be locked yet
   * @param closed names of the tables outside of the main database
   */
  constructor(bindings: DuckdbBindings, connection: number, closed: ReadonlySet<string>) {
    this.#bindings = bindings;
    this.#connection = connection;
    this.#closed = closed;
    // The plan as it was bound: the optimised one answers the smallest value of a column without its table.
    bindings.runQuery(connection, "SET explain_output = 'all'");
    this.#main = String(plainRows(bindings.runQuery(connection, 'SELECT current_catalog() AS name'))[0]?.['name']);
  }

  /** @throws QUERY_INVALID where it is not one statement that reads, QUERY_FORBIDDEN where it reads what is closed */
  refuse(text: string): void {
    if (!READS.test(text)) throw new AppError('QUERY_INVALID', { reason: READING_WORDS });
    try {
      this.#refuse(text);
    } catch (thrown) {
      // A file that it looked for.
      throw thrown instanceof Error && thrown.message.startsWith('IO Error') ? forbidden() : thrown;
    }
  }

  #refuse(text: string): void {
    // Only one statement can be prepared, and one that ends the transaction cannot.
    this.#bindings.closePrepared(this.#connection, this.#bindings.createPrepared(this.#connection, text));
    const read = text.replace(EXPLAINS, '');
    if (this.#names(read).some((name) => this.#closed.has(name.toLowerCase()))) throw forbidden();
    const [first] = plainRows(this.#bindings.runQuery(this.#connection, `EXPLAIN (FORMAT JSON) ${read}`));
    if (first?.['explain_key'] !== 'logical_plan') throw forbidden();
    for (const node of planNodes(JSON.parse(String(first['explain_value']))))
      if (!this.#isOpen(node)) throw forbidden();
  }

  #isOpen({ name, children, table }: PlanNode): boolean {
    if (table !== null)
      return table.startsWith(`${this.#main}.`) || table.startsWith('system.') || table.startsWith('temp.');
    return SOURCES.has(name) || (children.length > 0 && !READERS.test(name));
  }

  /** Also of statements that describe a table, whose plans do not read it. */
  #names(text: string): string[] {
    try {
      return this.#bindings.getTableNames(this.#connection, text);
    } catch {
      return []; // several statements in one, such as PIVOT: its plan tells
    }
  }
}

const forbidden = () => new AppError('QUERY_FORBIDDEN', {});

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** All nodes of a plan as EXPLAIN writes it. */
function planNodes(plan: unknown): PlanNode[] {
  if (Array.isArray(plan)) return plan.flatMap(planNodes);
  if (!isRecord(plan)) return [];
  const children = planNodes(plan['children']);
  const facts = plan['extra_info'];
  const table = isRecord(facts) && typeof facts['Table'] === 'string' ? facts['Table'] : null;
  return [{ name: String(plan['name']).trim(), children, table }, ...children];
}
