import type { AnalysisDefinition } from '../../src/domain/contracts/analysis.ts';
import { PLATFORMS, type Platform } from '../../src/domain/contracts/canonical.ts';
import type {
  AnalysisCard,
  Catalogue,
  FormatCard,
  MetricCard,
  ModelCard,
} from '../../src/domain/contracts/catalogue.ts';
import { REQUIREMENTS, type MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import type { FormatDefinition } from '../../src/domain/contracts/format.ts';
import type { SqlModel } from '../../src/domain/sql/parse-model.ts';
import type { DbPort } from './db-port.ts';
import { dataAsOf, dataRange, readExtents, type Extent } from './read-extents.ts';

/** What the app was built with. */
export type CatalogueParts = {
  metrics: Iterable<MetricDefinition>;
  formats: Iterable<FormatDefinition>;
  analyses: Iterable<AnalysisDefinition>;
  models: Iterable<SqlModel>;
};

/** A metric as plain data for pages and scripts. */
export function metricCard(metric: MetricDefinition): MetricCard {
  const { id, title, definition, formula, grain, unit, timeBasis, additivity, better } = metric;
  return {
    id,
    title,
    definition,
    formula,
    grain,
    unit,
    timeBasis,
    additivity,
    better,
    dimensions: [...metric.dimensions],
    variants: [...metric.variants],
    needs: metric.requires.map((requirement) => REQUIREMENTS[requirement].reason),
  };
}

const formatCard = ({ id, platform, title, menuPath, confidence }: FormatDefinition): FormatCard => ({
  id,
  platform,
  title,
  menuPath,
  confidence,
});
const analysisCard = ({ id, title, about, params }: AnalysisDefinition): AnalysisCard => ({
  id,
  title,
  about,
  params: { ...params },
});
const modelCard = ({ name, about, grain, columns }: SqlModel): ModelCard => ({
  name,
  about,
  grain,
  columns: columns.map((column) => ({ ...column })),
});

const isPlatform = (id: string): id is Platform => Object.hasOwn(PLATFORMS, id);

/** Shops with data, each once, under the currency of most of its orders. */
function shopCards(extents: readonly Extent[]): Catalogue['shops'] {
  const shops = new Map<string, Catalogue['shops'][number]>();
  for (const { shopId, shopName, platform, currency } of extents.toSorted((a, b) => b.placedOrders - a.placedOrders)) {
    if (!shops.has(shopId))
      shops.set(shopId, { id: shopId, name: shopName, platform: isPlatform(platform) ? platform : 'other', currency });
  }
  return [...shops.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Everything that may be asked for, and how far the data reaches. Left out are staging tables, which live inside one import, and those of other classes than `business`. */
export async function buildCatalogue(db: DbPort, parts: CatalogueParts, signal?: AbortSignal): Promise<Catalogue> {
  const extents = await readExtents({ db, signal });
  const models = [...parts.models].filter(
    ({ kind, name, dataClass }) => kind !== 'step' && dataClass === 'business' && !name.startsWith('stg_'),
  );
  return {
    metrics: [...parts.metrics].map(metricCard),
    formats: [...parts.formats].map(formatCard),
    analyses: [...parts.analyses].map(analysisCard),
    models: models.map(modelCard),
    shops: shopCards(extents),
    dataRange: dataRange(extents),
    dataAsOf: dataAsOf(extents),
  };
}
