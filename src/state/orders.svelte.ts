import { AppError } from '../domain/contracts/errors.ts';
import type { OrderQuery, OrderRow, OrderSort } from '../domain/contracts/rows.ts';
import type { Engine } from '../engine/engine.ts';
import type { ViewFilters } from './filters.svelte.ts';

const BLOCK = 200;
/** Blocks kept around the window, so that 5 million rows never pile up in the page. */
const BLOCKS_KEPT = 24;

/** The order table, read in blocks as the window moves; sorting, filtering and searching happen in the engine. */
export class Orders {
  total = $state.raw<number | null>(null);
  error = $state.raw<AppError | null>(null);
  isLoading = $state(false);
  opened = $state.raw<OrderRow | null>(null);
  /** What is searched for. In memory only, as the browser remembers addresses in clear. */
  search = $state('');
  /** The orders opened in this visit; the address says which of them, by number, and names none. */
  #openings: string[] = [];
  #blocks = $state.raw<ReadonlyMap<number, readonly OrderRow[]>>(new Map());
  #pending = new Set<number>();
  #turn = 0;
  #asked = '';
  readonly #engine: Engine;
  readonly #filters: ViewFilters;

  constructor(engine: Engine, filters: ViewFilters) {
    this.#engine = engine;
    this.#filters = filters;
  }

  get sort(): { by: OrderSort; descending: boolean } {
    return { by: this.#filters.view.sort ?? 'paid_at', descending: this.#filters.view.descending };
  }

  /** The row at a position of the whole result; null while it is on its way. */
  rowAt(index: number): OrderRow | null {
    return this.#blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK] ?? null;
  }

  /** Shows one order beside the table; the back button closes it. */
  open({ shopId, orderId }: OrderRow): void {
    const opening = this.#openings.push(`${shopId}/${orderId}`);
    this.#filters.change({ opening: String(opening) });
  }

  close(): void {
    this.#filters.change({ opening: null });
  }

  searchFor(text: string): void {
    this.search = text;
    this.refresh(false);
  }

  /** Starts over for the view in force. */
  refresh(force = true): void {
    const question = JSON.stringify(this.#question(0));
    if (force || question !== this.#asked) {
      this.#asked = question;
      this.#turn++;
      this.#pending.clear();
      this.#blocks = new Map();
      void this.#load(0);
    }
    void this.#showOpened();
  }

  /** Forgets every row. */
  forget(): void {
    this.#turn++;
    this.#pending.clear();
    this.#blocks = new Map();
    this.#openings = [];
    this.search = '';
    this.total = this.error = this.opened = null;
    this.isLoading = false;
  }

  /** Makes sure that the rows `[first, last]` are there or on their way. */
  need(first: number, last: number): void {
    for (let block = Math.floor(first / BLOCK); block <= Math.floor(last / BLOCK); block++) {
      if (!this.#blocks.has(block) && !this.#pending.has(block)) void this.#load(block);
    }
  }

  async #load(block: number): Promise<void> {
    const turn = this.#turn;
    this.#pending.add(block);
    this.isLoading = true;
    try {
      const page = await this.#engine.queryOrders(this.#question(block * BLOCK));
      if (turn !== this.#turn) return;
      this.total = page.total;
      this.error = null;
      this.#keep(block, page.rows);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      if (!(thrown instanceof AppError)) throw thrown;
      if (thrown.code !== 'VAULT_LOCKED') this.error = thrown;
    } finally {
      if (turn === this.#turn) {
        this.#pending.delete(block);
        this.isLoading = this.#pending.size > 0;
      }
    }
  }

  #keep(block: number, rows: readonly OrderRow[]): void {
    const near = [...this.#blocks]
      .sort(([a], [b]) => Math.abs(a - block) - Math.abs(b - block))
      .slice(0, BLOCKS_KEPT - 1);
    this.#blocks = new Map([...near, [block, rows]]);
  }

  /** Of the opening that the address names; none of another visit. */
  #wanted(): string | undefined {
    return this.#openings[Number(this.#filters.view.opening) - 1];
  }

  async #showOpened(): Promise<void> {
    const wanted = this.#wanted();
    if (wanted === undefined) {
      this.opened = null;
      return;
    }
    const isWanted = (row: OrderRow) => `${row.shopId}/${row.orderId}` === wanted;
    const known = [...this.#blocks.values()].flat().find(isWanted);
    if (known) {
      this.opened = known;
      return;
    }
    const search = wanted.slice(wanted.indexOf('/') + 1);
    const page = await this.#engine.queryOrders({ search, sort: 'order_id', descending: false, offset: 0, limit: 20 });
    if (this.#wanted() === wanted) this.opened = page.rows.find(isWanted) ?? null;
  }

  #question(offset: number): OrderQuery {
    const { days, members } = this.#filters;
    const search = this.search.trim();
    return {
      ...(Object.keys(members).length > 0 && { filters: members }),
      ...(days && { from: days.from, to: days.to }),
      ...(search && { search }),
      sort: this.sort.by,
      descending: this.sort.descending,
      offset,
      limit: BLOCK,
    };
  }
}
