import type { DimensionId, MetricUnit } from './metric.ts';
import type { Platform } from './canonical.ts';
import type { Text } from './text.ts';

export type MetricCard = {
  id: string;
  title: Text;
  definition: Text;
  formula: Text;
  unit: MetricUnit;
  timeBasis: 'created_at' | 'paid_at';
  additivity: 'additive' | 'not_additive' | 'ratio';
  better: 'higher' | 'lower' | 'neither';
  dimensions: DimensionId[];
  variants: { name: Text; formula: Text; usedBy: string }[];
  /** What one counted thing is. */
  grain: Text;
  /** Why there may be no value, for what the orders must state. */
  needs: Text[];
};

export type FormatCard = {
  id: string;
  platform: Platform;
  title: Text;
  menuPath: Text;
  confidence: 'confirmed' | 'experimental';
};
export type AnalysisCard = { id: string; title: Text; about: Text; params: Record<string, string> };
export type ModelCard = {
  name: string;
  about: string;
  grain: string;
  columns: { name: string; type: string; about: string }[];
};

/** Everything the UI and scripts may ask for, as plain data. */
export type Catalogue = {
  metrics: MetricCard[];
  formats: FormatCard[];
  analyses: AnalysisCard[];
  models: ModelCard[];
  shops: { id: string; name: string; platform: Platform; currency: string }[];
  /** Half-open range of days that hold data, and the latest event. */
  dataRange: { from: string; to: string } | null;
  dataAsOf: string | null;
};
