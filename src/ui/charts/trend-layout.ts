import { line, max, min, scaleLinear } from 'd3';

/** One step of the axis as the chart needs it; `label` is read out, `short` stands on the axis. */
export type TrendPoint = {
  key: string;
  label: string;
  short: string;
  value: number | null;
  previous: number | null;
  /** The step is not complete; it is drawn dashed. */
  partial?: true;
};

export const MARGIN = { top: 18, right: 46, bottom: 28, left: 48 };
const STEPS = [1, 2, 3, 4, 5, 7, 10, 14, 21, 28, 42, 56, 91, 182];

/** Where everything of a trend stands, in pixels of a drawing of this size. */
export type TrendLayout = {
  x: (index: number) => number;
  y: (value: number) => number;
  ticks: { value: number; y: number }[];
  labels: { index: number; x: number }[];
  current: string;
  previous: string;
  /** From the last complete step to one that is not, and back. */
  partial: string;
  /** The last drawn point of each line, for its direct label; null when the line has none. */
  ends: { current: number | null; previous: number | null };
};

/** Lays out a trend. The axis of values starts at 0 unless values fall below it. */
export function layoutTrend(points: readonly TrendPoint[], width: number, height: number): TrendLayout {
  const values = points.flatMap((point) => [point.value, point.previous]).filter((value) => value !== null);
  const top = max(values) ?? 0;
  const low = Math.min(0, min(values) ?? 0);
  const y = scaleLinear([low, top > low ? top : low + 1], [height - MARGIN.bottom, MARGIN.top]).nice(4);
  const x = scaleLinear(
    [0, Math.max(1, points.length - 1)],
    [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)],
  );
  const draw = (pick: (point: TrendPoint) => number | null) =>
    line<TrendPoint>(
      (_, index) => x(index),
      (point) => y(pick(point) ?? 0),
    ).defined((point) => pick(point) !== null)(points) ?? '';
  const end = (pick: (point: TrendPoint) => number | null) => {
    const last = points.findLast((point) => pick(point) !== null);
    const value = last && pick(last);
    return value === undefined || value === null ? null : y(value);
  };
  return {
    x,
    y,
    ticks: y.ticks(4).map((value) => ({ value, y: y(value) })),
    labels: axisLabels(points.length, width - MARGIN.left - MARGIN.right).map((index) => ({ index, x: x(index) })),
    current: draw((point) => (point.partial ? null : point.value)),
    partial: points
      .flatMap((point, index) => {
        const next = points[index + 1];
        if (!next || !(point.partial ?? next.partial) || point.value === null || next.value === null) return [];
        return [`M${x(index)},${y(point.value)}L${x(index + 1)},${y(next.value)}`];
      })
      .join(''),
    previous: draw((point) => point.previous),
    ends: { current: end((point) => point.value), previous: end((point) => point.previous) },
  };
}

/** Which steps get a label: evenly, about one every 76 pixels. */
export function axisLabels(count: number, plotWidth: number): number[] {
  const room = Math.max(2, Math.floor(plotWidth / 76));
  const step = STEPS.find((one) => count / one <= room) ?? Math.ceil(count / room);
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}

/** The step under a horizontal position. */
export function nearestIndex(x: number, count: number, width: number): number {
  const plot = Math.max(1, width - MARGIN.left - MARGIN.right);
  return Math.max(0, Math.min(count - 1, Math.round(((x - MARGIN.left) / plot) * Math.max(1, count - 1))));
}
