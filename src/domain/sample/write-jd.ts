import { buyerId, maskedName, maskedPhone } from './buyers.ts';
import { SKUS, productOf, skuAt } from './catalogue.ts';
import { itemIds, jdId } from './ids.ts';
import { stateAt } from './lifecycle.ts';
import type { OrderState } from './lifecycle.ts';
import { decimal } from './money.ts';
import { regionAt, shortProvince } from './regions.ts';
import { hash32 } from './rng.ts';
import type { RowWriter } from './write.ts';

const HEADER =
  '订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,' +
  '订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,商家备注,' +
  '商家备注等级（等级1-5为由高到低）,运费金额,付款确认时间,增值税发票,货号,订单完成时间,订单来源,订单渠道,' +
  '仓库id,仓库名称,服务费,送装服务,店铺SKUID';

const NEVER = '0001-01-01 00:00:00';

function statusOf(state: OrderState): string {
  if (state.closed === 'unpaid') return '(删除)等待付款';
  if (state.closed === 'refunded') return state.isShipped ? '(删除)等待确认收货' : '(删除)等待出库';
  if (!state.isPaid) return '等待付款';
  if (!state.isShipped) return state.refund === 'asked' ? '(锁定)等待出库' : '等待出库';
  return state.isCompleted ? '完成' : '等待确认收货';
}

/** 京东 writes the place without blanks and mostly without the suffix of the province. */
const shortPlace = (province: string, city: string) => {
  const short = shortProvince(province);
  return short === city.replace('市', '') ? short : `${short}${city}`;
};

/** 订单导出: the 30 columns and the five that followed in 2017: one row per SKU; the money of the order stands on each of its rows; some cells are quoted, some not. */
export const writeJd: RowWriter = (plan, stamps, asOf) => {
  const items = itemIds(plan.seed, 1, { count: SKUS.length, width: 14 });
  return {
    header: [`${HEADER}\r\n`],
    rows(order) {
      const { life, money, channel } = order;
      const state = stateAt(life, asOf);
      const region = regionAt(order.region);
      const settle = money.list - money.merchant;
      const balance = hash32(plan.seed, 31, order.serial) % 33 === 0 ? Math.min(1000, money.paid) : 0;
      const paidAt = state.isPaid ? stamps.at(life.paid, asOf) : order.serial % 2 === 0 ? '' : NEVER;
      const place = `${shortPlace(region.province, region.city)}${region.district}******`;
      const sums = `${decimal(money.list)},${decimal(settle)},${decimal(balance)},${decimal(money.paid - balance)}`;
      const tailCells =
        `${statusOf(state)},SOP,"${buyerId(plan, channel.index, order.buyer)}",${maskedName(order.person)},"${place}",${maskedPhone(order.person)},` +
        `"",不开发票,,,"${order.mark}",,${decimal(money.freight)},${paidAt},`;
      const created = stamps.at(life.created, asOf);
      const done = stamps.at(life.completed, asOf);
      return order.lines.map((line) => {
        const sku = skuAt(line.sku);
        const product = productOf(sku);
        return (
          `${jdId(order)},${items[line.sku] ?? ''},"${product.title},${sku.colour} ${sku.size}",${line.qty},` +
          `在线支付,${created},${decimal(line.unit)},${sums},${tailCells},TX-${product.code},${done},商城,${order.person % 10 < 8 ? '手机' : '电脑'},10,华东仓,0.00,,${sku.code}\r\n`
        );
      });
    },
  };
};
