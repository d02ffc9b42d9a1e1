import { maskedName } from './buyers.ts';
import { PRODUCTS, productOf, skuAt } from './catalogue.ts';
import { itemIds, pddId } from './ids.ts';
import { stateAt } from './lifecycle.ts';
import type { OrderState } from './lifecycle.ts';
import { decimal } from './money.ts';
import type { SampleOrder } from './orders.ts';
import { regionAt } from './regions.ts';
import type { SamplePlan } from './plan.ts';
import type { Stamps } from './stamps.ts';
import type { OrderRows, RowWriter } from './write.ts';

/** Sellers choose the columns; these are the default ones and the place. The older generation names two differently. */
const header = (payTime: string, skuCode: string) =>
  '商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),商家实收金额(元),商品数量(件),' +
  `收货人,手机,省,市,区,街道/镇,发货时间,确认收货时间,商品id,商品规格,样式ID,${skuCode},商家编码-商品维度,商家备注,售后状态,快递单号,快递公司,${payTime}`;

/** One paid row in this many shows no pay time, as real exports do; only where the day of the order number is the day of payment. */
const NO_TIME_EVERY = 250;

function statusOf(state: OrderState): string {
  if (state.closed === 'unpaid') return '已取消';
  if (state.closed === 'refunded') return state.isShipped ? '已发货，退款成功' : '未发货，退款成功';
  if (!state.isPaid) return '待支付';
  if (!state.isShipped) return '待发货';
  return state.isCompleted ? '已签收' : '已发货，待签收';
}

const afterSale = (state: OrderState) =>
  state.refund === 'done' ? '退款成功' : state.refund === 'asked' ? '待商家处理' : '无售后或售后取消';

type Layout = { readonly plan: SamplePlan; readonly isOld: boolean; readonly hasTotals: boolean };

class PddRows implements OrderRows {
  readonly header: readonly string[];
  private readonly items: readonly string[];
  private readonly sums = { list: 0, freight: 0, merchant: 0, platform: 0, pay: 0, paid: 0, received: 0, qty: 0 };

  constructor(
    private readonly stamps: Stamps,
    private readonly asOf: number,
    private readonly layout: Layout,
  ) {
    this.items = itemIds(layout.plan.seed, 2, { count: PRODUCTS.length, width: 12 });
    const names = layout.isOld ? header('支付时间', '商家编码-SKU维度') : header('订单成交时间', '商家编码-规格维度');
    const line = `${names}\r\n`;
    this.header = layout.hasTotals
      ? ['订单明细（近六个月）\r\n', `导出时间：${stamps.at(asOf - 1, asOf)}\r\n`, line]
      : [line];
  }

  rows(order: SampleOrder): string[] {
    const line = order.lines[0];
    if (line === undefined) return [];
    const { life, money } = order;
    const state = stateAt(life, this.asOf);
    const sku = skuAt(line.sku);
    const product = productOf(sku);
    const region = regionAt(order.region);
    const day = this.stamps.day(life.created);
    const received = money.list + money.freight - money.merchant;
    this.add(order, line.qty, received);
    const paidAt = this.stamps.at(life.paid, this.asOf);
    const shownPaidAt = order.serial % NO_TIME_EVERY === 7 && paidAt.startsWith(day) ? '' : paidAt;
    const tracking = state.isShipped ? `78${9_000_000_000_00 + order.serial}\t` : '';
    return [
      `${product.title},${pddId(order, day)}\t,${statusOf(state)},${decimal(money.list)},${decimal(money.freight)},${decimal(money.merchant)},` +
        `${decimal(money.platform)},${decimal(money.payChannel)},${decimal(money.paid)},${decimal(received)},${line.qty},` +
        `${maskedName(order.person)},1**********,${region.province},${region.city},${region.district},******,` +
        `${this.stamps.at(life.shipped, this.asOf)},${this.stamps.at(life.completed, this.asOf)},${this.items[sku.product] ?? ''},` +
        `${sku.colour} ${sku.size},${1_400_000_000_001 + line.sku * 2},${sku.code}\t,TX-${product.code}\t,${order.mark},` +
        `${afterSale(state)},${tracking},${state.isShipped ? '极兔速递' : ''},${shownPaidAt}\r\n`,
    ];
  }

  footer(): string[] {
    if (!this.layout.hasTotals) return [];
    const { list, freight, merchant, platform, pay, paid, received, qty } = this.sums;
    const amounts = [list, freight, merchant, platform, pay, paid, received].map(decimal).join(',');
    return [`合计,,,${amounts},${qty}${','.repeat(18)}\r\n`];
  }

  private add(order: SampleOrder, qty: number, received: number): void {
    const { money } = order;
    this.sums.list += money.list;
    this.sums.freight += money.freight;
    this.sums.merchant += money.merchant;
    this.sums.platform += money.platform;
    this.sums.pay += money.payChannel;
    this.sums.paid += money.paid;
    this.sums.received += received;
    this.sums.qty += qty;
  }
}

/** 订单导出, current generation: one row per order, which is one SKU. */
export const writePdd: RowWriter = (plan, stamps, asOf) =>
  new PddRows(stamps, asOf, { plan, isOld: false, hasTotals: false });
/** The generation that said 支付时间 and 商家编码-SKU维度. */
export const writePddOld: RowWriter = (plan, stamps, asOf) =>
  new PddRows(stamps, asOf, { plan, isOld: true, hasTotals: false });
/** A copy kept in a spreadsheet: two lines above the header and a 合计 row below. */
export const writePddWithTotals: RowWriter = (plan, stamps, asOf) =>
  new PddRows(stamps, asOf, { plan, isOld: false, hasTotals: true });
