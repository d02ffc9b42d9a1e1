import type { MetricCard } from '../domain/contracts/catalogue.ts';
import type { DimensionId, MetricAnswer, MetricQuery } from '../domain/contracts/metric.ts';
import type { Engine } from '../engine/engine.ts';
import type { ViewFilters } from './filters.svelte.ts';
import { Query } from './query.svelte.ts';
import { grainFor } from './range.ts';
import { fillSteps, type TrendStep } from './trend-steps.ts';
import type { MemberDimension } from './view-params.ts';

type Ask = Query<[MetricQuery], MetricAnswer>;

/** The strip reads from what came in, through what stayed, to how it was made up. */
const FIGURES = ['pay_amount', 'net_sales', 'orders_paid', 'atv_buyer', 'refund_rate_amount'];
const FALLBACKS = ['gmv_placed', 'aov', 'buyers_paid'];
const FIGURE_COUNT = 5;

/** Lists of the page, each asked with all filters but the one on its own dimension. */
const LISTS = ['platform', 'buyer_type', 'shop', 'province', 'product'] as const;
export type ListDimension = (typeof LISTS)[number];
const PRODUCT_LIMIT = 50;

/** What stands beside the shown metric in the list of platforms. */
const COMPANIONS = ['net_sales', 'refund_rate_amount'];

/** The overview: key figures, and one metric by time, platform, buyer, shop, province, product and hour of the week. */
export class Overview {
  readonly trend: Ask;
  readonly heat: Ask;
  /** The metric in scope as one number: what shares of a cut-off list are shares of. */
  readonly productTotal: Ask;
  readonly lists: Readonly<Record<ListDimension, Ask>>;
  readonly #filters: ViewFilters;
  readonly #metrics: () => MetricCard[];
  readonly #figures = new Map<string, Ask>();
  readonly #companions = new Map<string, Ask>();
  readonly #ask: () => Ask;

  constructor(engine: Engine, filters: ViewFilters, metrics: () => MetricCard[]) {
    this.#filters = filters;
    this.#metrics = metrics;
    this.#ask = () => new Query((query: MetricQuery) => engine.queryMetric(query));
    this.trend = this.#ask();
    this.heat = this.#ask();
    this.productTotal = this.#ask();
    this.lists = {
      platform: this.#ask(),
      buyer_type: this.#ask(),
      shop: this.#ask(),
      province: this.#ask(),
      product: this.#ask(),
    };
    for (const id of [...FIGURES, ...FALLBACKS]) this.#figures.set(id, this.#ask());
    for (const id of COMPANIONS) this.#companions.set(id, this.#ask());
  }

  /** The metric that the charts show. */
  get metric(): MetricCard | null {
    const metrics = this.#metrics();
    const wanted = this.#filters.view.metric ?? 'pay_amount';
    return metrics.find((metric) => metric.id === wanted) ?? metrics[0] ?? null;
  }

  /** The strip's figures, at most five, in reading order. */
  get figures(): { card: MetricCard; query: Ask }[] {
    const metrics = this.#metrics();
    const found = [...FIGURES, ...FALLBACKS].flatMap((id) => {
      const card = metrics.find((metric) => metric.id === id);
      const query = this.#figures.get(id);
      return card && query ? [{ card, query }] : [];
    });
    return found.slice(0, FIGURE_COUNT);
  }

  /** Metrics that stand beside the shown one in the list of platforms. */
  get companions(): { card: MetricCard; query: Ask }[] {
    const metrics = this.#metrics();
    return COMPANIONS.flatMap((id) => {
      const card = metrics.find((metric) => metric.id === id);
      const query = this.#companions.get(id);
      return card && query && id !== this.metric?.id && card.dimensions.includes('platform') ? [{ card, query }] : [];
    });
  }

  get grain(): 'hour' | 'day' | 'week' | 'month' {
    const days = this.#filters.days;
    return days ? grainFor(days) : 'day';
  }

  /** Every step of the period in order; a step without orders counts 0 where the metric adds up, else has no value. */
  get steps(): TrendStep[] {
    const answer = this.trend.value;
    if (!answer) return [];
    const grain =
      (['hour', 'day', 'week', 'month'] as const).find((one) => answer.rows.some((row) => one in row)) ?? this.grain;
    return fillSteps(answer, grain, this.metric?.additivity === 'additive');
  }

  /** Asks everything again for the view in force. */
  refresh(): void {
    const metric = this.metric;
    if (!metric || !this.#filters.days) return;
    for (const { card, query } of this.figures) void query.run(this.#question(card.id));
    const can = new Set<DimensionId>(metric.dimensions);
    void this.trend.run({ ...this.#question(metric.id), by: [this.grain] });
    this.#askLists(metric.id, can);
    if (can.has('product')) void this.productTotal.run(this.#question(metric.id, 'product'));
    if (can.has('weekday') && can.has('hour_of_day')) {
      void this.heat.run({ ...this.#question(metric.id, 'weekday', 'hour_of_day'), by: ['weekday', 'hour_of_day'] });
    } else this.heat.reset();
  }

  #askLists(metric: string, can: ReadonlySet<DimensionId>): void {
    for (const dimension of LISTS) {
      const limit = dimension === 'product' ? { limit: PRODUCT_LIMIT } : {};
      if (can.has(dimension))
        void this.lists[dimension].run({ ...this.#question(metric, dimension), by: [dimension], ...limit });
      else this.lists[dimension].reset();
    }
    for (const { card, query } of this.companions) {
      void query.run({ ...this.#question(card.id, 'platform'), by: ['platform'] });
    }
  }

  #question(metric: string, ...own: MemberDimension[]): MetricQuery {
    const { days, compare } = this.#filters;
    const filters = this.#filters.membersExcept(...own);
    return {
      metric,
      ...(Object.keys(filters).length > 0 && { filters }),
      ...(days && { from: days.from, to: days.to }),
      ...(compare && { compare }),
    };
  }
}
