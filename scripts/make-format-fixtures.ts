/**
 * Writes the invented export files under tests/fixtures/formats, byte for byte the same on every run.
 * Run: npx tsx scripts/make-format-fixtures.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { douyinOrder } from './format-fixtures/douyin-order.ts';
import { jdOrder } from './format-fixtures/jd-order.ts';
import { pddOrder } from './format-fixtures/pdd-order.ts';
import { shopifyOrders } from './format-fixtures/shopify-orders.ts';
import { taobaoOrderDetail } from './format-fixtures/taobao-order-detail.ts';
import { taobaoOrderList } from './format-fixtures/taobao-order-list.ts';

const root = fileURLToPath(new URL('../tests/fixtures/formats/', import.meta.url));

for (const file of [
  ...taobaoOrderList,
  ...taobaoOrderDetail,
  ...jdOrder,
  ...pddOrder,
  ...douyinOrder,
  ...shopifyOrders,
]) {
  mkdirSync(`${root}${file.folder}`, { recursive: true });
  writeFileSync(`${root}${file.folder}/${file.name}`, file.bytes);
}
