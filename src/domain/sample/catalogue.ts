import type { Season } from './calendar.ts';
import { seasonFactor } from './calendar.ts';
import { CHANNELS } from './channels.ts';
import type { VariantKind } from './products.ts';
import { PRODUCT_ROWS } from './products.ts';
import { cumulate } from './regions.ts';

export type SampleProduct = {
  readonly index: number;
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly category: string;
  readonly season: Season;
  /** SKU indexes of its variants, most popular first. */
  readonly skus: readonly number[];
  readonly skuSteps: Float64Array;
};

export type SampleSku = {
  readonly index: number;
  readonly product: number;
  /** Merchant code, the same on every channel. */
  readonly code: string;
  readonly colour: string;
  readonly size: string;
  readonly colourEn: string;
  readonly sizeEn: string;
  /** Yuan cents. */
  readonly baseCents: number;
  readonly costCents: number;
  /** Lowest agreed selling price after the merchant's own discounts, yuan cents (CNY channels). */
  readonly floorCents: number;
  /** List price in cents of the channel's currency, by channel index. */
  readonly listCents: readonly number[];
};

type Option = readonly [zh: string, en: string, add: number];
const COLOURS: readonly Option[] = [
  ['雾蓝', 'Mist Blue', 0],
  ['燕麦', 'Oat', 0],
  ['豆沙粉', 'Dusty Pink', 0],
  ['月白', 'Moon White', 0],
];
const SIZES: Readonly<Record<VariantKind, readonly Option[]>> = {
  bed: [
    ['1.5m床', '1.5 m', 0],
    ['1.8m床', '1.8 m', 0.08],
    ['2.0m床', '2.0 m', 0.15],
  ],
  quilt: [
    ['150×200cm', '150×200 cm', 0],
    ['200×230cm', '200×230 cm', 0.18],
  ],
  towel: [
    ['单条装', 'Single', 0],
    ['三条装', 'Pack of 3', 1.6],
  ],
  wear: [
    ['M', 'M', 0],
    ['L', 'L', 0],
    ['XL', 'XL', 0.04],
  ],
  pillow: [
    ['低枕', 'Low', 0],
    ['高枕', 'High', 0.06],
  ],
  piece: [['标准款', 'Standard', 0]],
};

function variantsOf(kind: VariantKind): { colour: Option; size: Option; code: string }[] {
  const colours = COLOURS.slice(0, kind === 'piece' ? 4 : kind === 'pillow' ? 2 : 3);
  const sizes = SIZES[kind];
  return colours.flatMap((colour, c) =>
    sizes.map((size, s) => ({ colour, size, code: `${'ABCD'[c] ?? 'X'}${s + 1}` })),
  );
}

function buildCatalogue(): { products: SampleProduct[]; skus: SampleSku[] } {
  const skus: SampleSku[] = [];
  const products = PRODUCT_ROWS.map((row, index): SampleProduct => {
    const [code, title, titleEn, category, price, costShare, season, kind] = row;
    const variants = variantsOf(kind);
    const first = skus.length;
    for (const { colour, size, code: variant } of variants) {
      const baseCents = Math.round(price * 10 * (1 + size[2])) * 10;
      skus.push({
        index: skus.length,
        product: index,
        code: `TX-${code}-${variant}`,
        colour: colour[0],
        size: size[0],
        colourEn: colour[1],
        sizeEn: size[1],
        baseCents,
        costCents: Math.round(baseCents * costShare),
        floorCents: Math.round(baseCents * 0.7),
        listCents: CHANNELS.map((channel) => channel.listCents(baseCents)),
      });
    }
    const skuSteps = cumulate(variants.map((_, i) => 1 / (i + 1.5)));
    return { index, code, title, titleEn, category, season, skus: variants.map((_, i) => first + i), skuSteps };
  });
  return { products, skus };
}

const built = buildCatalogue();
/** The invented range; index = popularity rank. */
export const PRODUCTS: readonly SampleProduct[] = built.products;
/** All variants of all products. */
export const SKUS: readonly SampleSku[] = built.skus;

/** A variant by its index. @throws RangeError when there is none. */
export function skuAt(index: number): SampleSku {
  const sku = SKUS[index];
  if (sku === undefined) throw new RangeError(`no sample SKU ${index}`);
  return sku;
}

/** The product of a variant. */
export function productOf(sku: SampleSku): SampleProduct {
  const product = PRODUCTS[sku.product];
  if (product === undefined) throw new RangeError(`no sample product ${sku.product}`);
  return product;
}

const ZIPF = 0.95;

/** Relative demand of every product on a channel in a month (1…12): Zipf by rank, bent by season; sums to 1. */
export function productShares(channel: number, month: number): readonly number[] {
  const weights = PRODUCTS.map((product) => {
    const rank = 1 + ((product.index + channel * 3) % PRODUCTS.length);
    return Math.pow(rank, -ZIPF) * seasonFactor(product.season, month);
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

const cache = new Map<number, Float64Array>();

/** Cumulative `productShares`. */
export function productSteps(channel: number, month: number): Float64Array {
  const key = channel * 13 + month;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const steps = cumulate(productShares(channel, month));
  cache.set(key, steps);
  return steps;
}

/** The variant with a merchant code. @throws RangeError when there is none. */
export function skuByCode(code: string): SampleSku {
  const found = SKUS.find((sku) => sku.code === code);
  if (found === undefined) throw new RangeError(`no sample SKU ${code}`);
  return found;
}
