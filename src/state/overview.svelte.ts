import type { MetricCard } from '../domain/contracts/catalogue.ts';
import type { DimensionId, MetricQuery } from '../domain/contracts/metric.ts';
import type { Engine } from '../engine/engine.ts';
import type { ViewFilters } from './filters.svelte.ts';
import { Questions, Slot, type Asked } from './questions.svelte.ts';
import { grainFor } from './range.ts';
import { fillSteps, type TrendStep } from './trend-steps.ts';
import type { MemberDimension } from './view-params.ts';

/** The strip reads from what came in, through what stayed, to how it was made up. */
const FIGURES = ['pay_amount', 'net_sales', 'orders_paid', 'atv_buyer', 'refund_rate_amount'];
const FALLBACKS = ['gmv_placed', 'aov', 'buyers_paid'];
const FIGURE_COUNT = 5;

/** Lists of the page, each asked with all filters but the one on its own dimension. */
export type ListDimension = 'platform' | 'buyer_type' | 'shop' | 'province' | 'product';
const PRODUCT_LIMIT = 50;

/** What stands beside the shown metric in the list of platforms. */
const COMPANIONS = ['net_sales', 'refund_rate_amount'];

/** The overview: key figures, and one metric by time, platform, buyer, shop, province, product and hour of the week. */
export class Overview {
  readonly trend = new Slot();
  readonly heat = new Slot();
  /** The metric in scope as one number: what shares of a cut-off list are shares of. */
  readonly productTotal = new Slot();
  readonly lists: Readonly<Record<ListDimension, Slot>> = {
    platform: new Slot(),
    buyer_type: new Slot(),
    shop: new Slot(),
    province: new Slot(),
    product: new Slot(),
  };
  readonly #filters: ViewFilters;
  readonly #metrics: () => MetricCard[];
  readonly #figures = new Map([...FIGURES, ...FALLBACKS].map((id) => [id, new Slot()]));
  readonly #companions = new Map(COMPANIONS.map((id) => [id, new Slot()]));
  readonly #questions: Questions;

  constructor(engine: Engine, filters: ViewFilters, metrics: () => MetricCard[]) {
    this.#filters = filters;
    this.#metrics = metrics;
    this.#questions = new Questions(engine);
  }

  /** The metric that the charts show. */
  get metric(): MetricCard | null {
    const metrics = this.#metrics();
    const wanted = this.#filters.view.metric ?? 'pay_amount';
    return metrics.find((metric) => metric.id === wanted) ?? metrics[0] ?? null;
  }

  /** The strip's figures, at most five, in reading order. */
  get figures(): { card: MetricCard; query: Slot }[] {
    const metrics = this.#metrics();
    const found = [...FIGURES, ...FALLBACKS].flatMap((id) => {
      const card = metrics.find((metric) => metric.id === id);
      const query = this.#figures.get(id);
      return card && query ? [{ card, query }] : [];
    });
    return found.slice(0, FIGURE_COUNT);
  }

  /** Metrics that stand beside the shown one in the list of platforms. */
  get companions(): { card: MetricCard; query: Slot }[] {
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

  /**
   * Asks for the view in force: the figures first, then what comes as cheaply, then what is read from single orders and
   * lines. What is shown already is asked again only when `force` says that the data changed.
   */
  refresh(force = false): void {
    const metric = this.metric;
    if (!metric || !this.#filters.days) return;
    const can = new Set<DimensionId>(metric.dimensions);
    const figures = this.figures.map(({ card, query }) => ({ slot: query, query: this.#question(card.id) }));
    const trend = { slot: this.trend, query: { ...this.#question(metric.id), by: [this.grain] } };
    void this.#questions.ask(
      [
        figures,
        [
          trend,
          ...this.#members(metric.id, ['platform', 'shop', 'province'], can),
          ...this.#beside(),
          ...this.#total(metric.id, can),
        ],
        [...this.#members(metric.id, ['buyer_type', 'product'], can), ...this.#hours(metric.id, can)],
      ],
      force,
    );
  }

  /** Forgets every answer. */
  forget(): void {
    const slots = [this.trend, this.heat, this.productTotal, ...Object.values(this.lists)];
    for (const slot of [...slots, ...this.#figures.values(), ...this.#companions.values()]) slot.reset();
  }

  /** Lists of members; those that the metric does not have are emptied. */
  #members(metric: string, dimensions: readonly ListDimension[], can: ReadonlySet<DimensionId>): Asked[] {
    return dimensions.flatMap((dimension) => {
      const slot = this.lists[dimension];
      const limit = dimension === 'product' ? { limit: PRODUCT_LIMIT } : {};
      if (can.has(dimension))
        return [{ slot, query: { ...this.#question(metric, dimension), by: [dimension], ...limit } }];
      slot.reset();
      return [];
    });
  }

  #beside(): Asked[] {
    return this.companions.map(({ card, query }) => ({
      slot: query,
      query: { ...this.#question(card.id, 'platform'), by: ['platform'] as const },
    }));
  }

  #total(metric: string, can: ReadonlySet<DimensionId>): Asked[] {
    return can.has('product') ? [{ slot: this.productTotal, query: this.#question(metric, 'product') }] : [];
  }

  #hours(metric: string, can: ReadonlySet<DimensionId>): Asked[] {
    if (can.has('weekday') && can.has('hour_of_day')) {
      const by = ['weekday', 'hour_of_day'] as const;
      return [{ slot: this.heat, query: { ...this.#question(metric, 'weekday', 'hour_of_day'), by } }];
    }
    this.heat.reset();
    return [];
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
