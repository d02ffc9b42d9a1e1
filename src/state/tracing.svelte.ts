import type { MetricAnswer, MetricQuery } from '../domain/contracts/metric.ts';
import type { NumberTrace } from '../domain/contracts/rows.ts';
import type { Engine } from '../engine/engine.ts';
import type { ViewFilters } from './filters.svelte.ts';
import { Query } from './query.svelte.ts';

const STEP = 50;

/** How the number that the address names was made; open while it names one. */
export class Tracing {
  readonly trace: Query<[number], NumberTrace>;
  /** The number as its page asks for it, for what must be known beside it. */
  readonly context: Query<[MetricQuery], MetricAnswer>;
  readonly #filters: ViewFilters;
  #shown = $state(STEP);
  #asked = '';

  constructor(engine: Engine, filters: ViewFilters) {
    this.#filters = filters;
    this.context = new Query((question: MetricQuery) => engine.queryMetric(question));
    this.trace = new Query((limit: number) => {
      const { number, group } = filters.view;
      return engine.traceNumber(this.#question(number ?? ''), { group, window: { offset: 0, limit } });
    });
  }

  get isOpen(): boolean {
    return this.#filters.view.number !== null;
  }

  /** Follows the address; asks only when the number or the data changed. */
  refresh(force = false): void {
    const { number, group } = this.#filters.view;
    if (number === null) {
      this.#asked = '';
      this.trace.reset();
      this.context.reset();
      return;
    }
    const asked = JSON.stringify([this.#question(number), group]);
    if (asked === this.#asked && !force) return;
    this.#asked = asked;
    this.#shown = STEP;
    this.trace.reset();
    this.context.reset();
    void this.trace.run(STEP);
    void this.context.run(this.#question(number));
  }

  more(): void {
    this.#shown += STEP * 4;
    void this.trace.run(this.#shown);
  }

  close(): void {
    this.#filters.change({ number: null });
  }

  #question(metric: string): MetricQuery {
    const { days, members } = this.#filters;
    return {
      metric,
      ...(Object.keys(members).length > 0 && { filters: members }),
      ...(days && { from: days.from, to: days.to }),
    };
  }
}
