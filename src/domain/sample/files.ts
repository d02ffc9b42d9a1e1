import type { Platform } from '../contracts/canonical.ts';
import { dayText, monthsBefore } from './calendar.ts';
import { CHANNELS } from './channels.ts';
import type { Channel } from './channels.ts';
import { openOrders } from './orders.ts';
import type { SampleOptions, SamplePlan } from './plan.ts';
import { MONTHS, planDay, planSample } from './plan.ts';
import { hash32 } from './rng.ts';
import { Stamps } from './stamps.ts';
import { writeDouyin } from './write-douyin.ts';
import { writeJd } from './write-jd.ts';
import { writePdd, writePddOld, writePddWithTotals } from './write-pdd.ts';
import { writeShopify } from './write-shopify.ts';
import { writeTaobaoDetail, writeTaobaoList } from './write-taobao.ts';
import type { RowWriter } from './write.ts';

/** One export file of the sample shop. */
export type SampleFile = {
  readonly name: string;
  readonly shopName: string;
  readonly platform: Platform;
  readonly formatId: string;
  readonly encoding: 'gb18030' | 'utf-8' | 'utf-8-bom';
  /** Moment of export, as UTC ISO 8601; everything stated is as of then. */
  readonly exportedAt: string;
  /** Days on which its orders were placed, `[from, to)`. */
  readonly from: string;
  readonly to: string;
  /** The text of the file without a byte order mark: one record with its line end at a time. May be called again. */
  rows(): Generator<string>;
};

/** Days that a file repeats of the one before it, with the statuses of its own day of export. */
export const OVERLAP_DAYS = 14;

/** Part of a channel's history that one export covers, as day offsets `[from, to)`; exported at the start of day `to`. */
export type Part = { readonly from: number; readonly to: number };

/** Cuts the 18 months of a plan into so many exports (a divisor of 18); each but the first reaches back over the one before it. */
export function partsOf(plan: SamplePlan, count: number): Part[] {
  const edge = (i: number) => monthsBefore(plan.endDay, MONTHS - (MONTHS * i) / count) - plan.firstDay;
  return Array.from({ length: count }, (_, i) => ({ from: edge(i) - (i === 0 ? 0 : OVERLAP_DAYS), to: edge(i + 1) }));
}

/** How many exports the history of a channel is spread over. */
export const PARTS: Readonly<Record<Channel['platform'], number>> = { taobao: 3, jd: 2, pdd: 3, douyin: 2, shopify: 2 };

type Layout = {
  readonly formatId: string;
  readonly encoding: SampleFile['encoding'];
  readonly write: RowWriter;
  name(compactDay: string, hash: string): string;
};

const TAOBAO_LIST: Layout = {
  formatId: 'taobao-order_list',
  encoding: 'gb18030',
  write: writeTaobaoList,
  name: (day) => `ExportOrderList${day}0000.csv`,
};
const TAOBAO_DETAIL: Layout = {
  formatId: 'taobao-order_detail',
  encoding: 'gb18030',
  write: writeTaobaoDetail,
  name: (day) => `ExportOrderDetailList${day}0000.csv`,
};

const dashed = (day: string) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

function layoutsOf(channel: Channel, part: number, last: number): Layout[] {
  switch (channel.platform) {
    case 'taobao':
      return [TAOBAO_LIST, TAOBAO_DETAIL];
    case 'jd':
      return [
        { formatId: 'jd-order', encoding: 'gb18030', write: writeJd, name: (day) => `${channel.shopName}_${day}.csv` },
      ];
    case 'pdd': {
      const write = part === 0 ? writePddOld : part === last ? writePddWithTotals : writePdd;
      const encoding = part === 0 ? 'gb18030' : 'utf-8-bom';
      return [{ formatId: 'pdd-order', encoding, write, name: (day) => `orders_export${dashed(day)}-00-00-00.csv` }];
    }
    case 'douyin':
      return [
        {
          formatId: 'douyin-order',
          encoding: 'utf-8-bom',
          write: writeDouyin,
          name: (day, hash) => `${shanghaiSeconds(day)}_${hash}.csv`,
        },
      ];
    case 'shopify':
      return [
        {
          formatId: 'shopify-orders',
          encoding: 'utf-8',
          write: writeShopify,
          name: () => `orders_export_${part + 1}.csv`,
        },
      ];
  }
}

/** Midnight of a day in Shanghai, in epoch seconds. */
const shanghaiSeconds = (compact: string) => Date.parse(`${dashed(compact)}T00:00:00+08:00`) / 1000;

function fileOf(plan: SamplePlan, channel: Channel, { part, layout }: { part: Part; layout: Layout }): SampleFile {
  const day = dayText(plan.firstDay + part.to);
  const compact = day.replaceAll('-', '');
  const hash = [1, 2, 3, 4].map((i) => hash32(plan.seed, 41, part.to, i).toString(16).padStart(8, '0')).join('');
  const offset = channel.market === 'us' ? '-07:00' : '+08:00';
  return {
    name: layout.name(compact, hash),
    shopName: channel.shopName,
    platform: channel.platform,
    formatId: layout.formatId,
    encoding: layout.encoding,
    exportedAt: new Date(`${day}T00:00:00${offset}`).toISOString(),
    from: planDay(plan, part.from),
    to: planDay(plan, part.to),
    *rows() {
      const writer = layout.write(plan, new Stamps(plan), part.to * 86_400);
      yield* writer.header;
      for (const order of openOrders(plan, channel).orders(part.from, part.to)) yield* writer.rows(order);
      if (writer.footer !== undefined) yield* writer.footer();
    },
  };
}

/**
 * The export files of the sample shop, oldest first within a platform; equal options give equal bytes.
 * Four shops on five platforms, 18 months; every file but a channel's first repeats `OVERLAP_DAYS` of the one before.
 */
export function* sampleFiles(options: SampleOptions = {}): Generator<SampleFile> {
  const plan = planSample(options);
  for (const channel of CHANNELS) {
    const parts = partsOf(plan, PARTS[channel.platform]);
    for (const [i, part] of parts.entries()) {
      for (const layout of layoutsOf(channel, i, parts.length - 1)) yield fileOf(plan, channel, { part, layout });
    }
  }
}
