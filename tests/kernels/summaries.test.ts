import { describe, expect, it } from 'vitest';
import { paretoClasses } from '../../src/domain/kernels/pareto-classes.ts';
import { retentionTable } from '../../src/domain/kernels/retention-table.ts';
import { rfmSegment } from '../../src/domain/kernels/rfm-segment.ts';

describe('retentionTable', () => {
  it('gives shares of each cohort and null for periods to come', () => {
    const cells = [
      { cohort: 1, age: 0, buyers: 5 },
      { cohort: 0, age: 0, buyers: 4 },
      { cohort: 0, age: 2, buyers: 1 },
    ];
    expect(retentionTable(cells, 3)).toEqual([
      { cohort: 0, size: 4, retained: [1, 0, 0.25] },
      { cohort: 1, size: 5, retained: [1, 0, null] },
    ]);
    expect(retentionTable([], 3)).toEqual([]);
  });
});

describe('paretoClasses', () => {
  it('keeps the item that crosses a limit above it', () => {
    expect(paretoClasses([70, 20, 6, 4])?.map(({ grade }) => grade)).toEqual(['A', 'A', 'B', 'C']);
    expect(paretoClasses([100, -5])?.map(({ share }) => share)).toEqual([1, 0]);
  });

  it('says nothing of nothing', () => {
    expect(paretoClasses([0, -1])).toBeNull();
    expect(paretoClasses([])).toBeNull();
  });
});

describe('rfmSegment', () => {
  it.each([
    [5, 1, 'new'],
    [3, 1, 'promising'],
    [2, 1, 'lost'],
    [5, 4, 'champions'],
    [4, 2, 'loyal'],
    [3, 9, 'loyal'],
    [2, 2, 'at_risk'],
    [1, 4, 'at_risk'],
    [1, 2, 'lost'],
  ] as const)('recency %i, %i paying days: %s', (recency, days, segment) => {
    expect(rfmSegment(recency, days)).toBe(segment);
  });
});
