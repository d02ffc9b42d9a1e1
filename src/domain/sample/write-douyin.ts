import { PRODUCTS, productOf, skuAt } from './catalogue.ts';
import { douyinId, itemIds } from './ids.ts';
import { stateAt } from './lifecycle.ts';
import type { OrderState } from './lifecycle.ts';
import { decimal } from './money.ts';
import { regionAt } from './regions.ts';
import { DIRTY_CODE_EVERY } from './truths.ts';
import type { RowWriter } from './write.ts';

const HEADER =
  '主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品单价,订单应付金额,运费,优惠总金额,' +
  '平台优惠,商家优惠,达人优惠,商家改价,支付优惠,红包抵扣,支付方式,手续费,收件人,收件人手机号,省,市,区,街道,' +
  '详细地址,是否修改过地址,地址修改时段,买家留言,订单提交时间,旗帜颜色,商家备注,订单完成时间,支付完成时间,' +
  'APP渠道,流量来源,订单状态,承诺发货时间,订单类型,鲁班落地页ID,达人ID,达人昵称,所属门店ID,售后状态,取消原因,' +
  '预约发货时间,仓库ID,仓库名称,序列号,是否安心购,广告渠道,流量类型,流量体裁,流量渠道,发货主体,发货主体明细,' +
  '发货时间,降价类优惠,平台实际承担优惠金额,商家实际承担优惠金额,达人实际承担优惠金额,预计送达时间,' +
  '是否平台仓自流转,车型,商品69码,发货SN码,发货IMEI码1,发货IMEI码2,预约送达时间,建议发货时间（起）,' +
  '建议发货时间（止）,物流SN码,物流IMEI码1,物流IMEI码2';

const DAY = 86_400;

function statusOf(state: OrderState): string {
  if (state.closed !== 'no') return '已关闭';
  if (!state.isPaid) return '待支付';
  if (!state.isShipped) return '备货中';
  return state.isCompleted ? '已完成' : '已发货';
}

function afterSale(state: OrderState, refund: number): string {
  if (refund === 0 || state.refund === 'none') return '-';
  if (state.refund === 'asked') return state.isShipped ? '待商家收货' : '待商家处理';
  return state.closed === 'refunded' ? '已全额退款' : '退款成功';
}

function cancelReason(state: OrderState): string {
  if (state.closed === 'unpaid') return '超时未支付';
  return state.closed === 'refunded' && !state.isShipped ? '不想要了' : '-';
}

const SOURCES = ['直播', '直播', '直播', '短视频', '商城'] as const;

const orDash = (text: string) => (text === '' ? '-' : text);

/** The careless spelling of one merchant code in so many. */
export function codeAsTyped(code: string, serial: number): string {
  return serial % DIRTY_CODE_EVERY === 11 ? `${code.toLowerCase()} ` : code;
}

/** 订单导出, 74 columns: one row per sub-order with its own share of the money; texts start with a TAB inside quotes. */
export const writeDouyin: RowWriter = (plan, stamps, asOf) => {
  const items = itemIds(plan.seed, 3, { count: PRODUCTS.length, width: 19 });
  return {
    header: [`${HEADER}\n`],
    rows(order) {
      const { life } = order;
      const state = stateAt(life, asOf);
      const region = regionAt(order.region);
      const main = douyinId(order);
      const cipher = (order.person >>> 1).toString(36);
      const place = `"${region.province}","${region.city}","${region.district}","##${cipher}a##","##${cipher}b##"`;
      const created = stamps.at(life.created, asOf);
      const paid = stamps.at(life.paid, asOf);
      const done = stamps.at(life.completed, asOf);
      const shipped = orDash(stamps.at(life.shipped, asOf));
      const promised = state.isPaid ? stamps.at(life.paid + 2 * DAY, Infinity) : '';
      const creator =
        order.money.kol > 0 ? `"\t${10_000_000_001 + (order.person % 5) * 2}","麦穗直播${order.person % 5}"` : '"",""';
      const source = SOURCES[order.person % SOURCES.length] ?? '';
      return order.lines.map((line, i) => {
        const sku = skuAt(line.sku);
        const product = productOf(sku);
        const off = line.platform + line.payChannel + line.merchant + line.kol;
        return (
          `"\t${main}","\t${douyinId(order, i)}","${product.title}","颜色:${sku.colour};规格:${sku.size}",${line.qty},` +
          `"\t${items[sku.product] ?? ''}","\t${codeAsTyped(sku.code, order.serial)}",${decimal(line.unit)},${decimal(line.paid)},` +
          `${decimal(line.freight)},${decimal(off)},${decimal(line.platform)},${decimal(line.merchant)},${decimal(line.kol)},0.00,${decimal(line.payChannel)},0.00,` +
          `"${state.isPaid ? '微信' : ''}",0.00,"##${cipher}##","$$${cipher}$$",${place},"否","","",${created},"","${order.mark}",${done},${paid},"抖音","${source}",` +
          `"${statusOf(state)}",${promised},"普通订单","",${creator},"","${afterSale(state, line.refund)}","${cancelReason(state)}","","","","","是","","自然流量","${source}","","","",` +
          `"${shipped}",0.00,${decimal(line.platform)},${decimal(line.merchant)},${decimal(line.kol)},"","否","","","","","","","","","","",""\n`
        );
      });
    },
  };
};
