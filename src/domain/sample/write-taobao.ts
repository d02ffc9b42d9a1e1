import { buyerId, maskedName, maskedPhone } from './buyers.ts';
import { PRODUCTS, productOf, skuAt } from './catalogue.ts';
import { itemIds, taobaoId } from './ids.ts';
import { stateAt } from './lifecycle.ts';
import type { OrderState } from './lifecycle.ts';
import { decimal } from './money.ts';
import type { SampleOrder } from './orders.ts';
import { regionAt } from './regions.ts';
import type { RowWriter } from './write.ts';

const LIST_HEADER =
  '订单编号,买家会员名,买家支付宝账号,支付单号,支付详情,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,' +
  '买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,' +
  '订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,' +
  '订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,特权订金订单id,是否上传合同照片,' +
  '是否上传小票,是否代付,定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,' +
  '新零售交易类型,新零售导购门店名称,新零售导购门店id,新零售发货门店名称,新零售发货门店id,退款金额,预约门店,' +
  '确认收货时间,打款商家金额,含应开票给个人的个人红包,是否信用购,体验期结束时间,前N有礼,配送类型,主订单编号';

const DETAIL_HEADER =
  '子订单编号,主订单编号,商品标题,商品价格,购买数量,外部系统编号,商品属性,套餐信息,联系方式备注,订单状态,' +
  '商家编码,支付单号,买家应付货款,买家实付金额,退款状态,退款金额,订单创建时间,订单付款时间,淘鲜达渠道,商品ID,' +
  '分阶段信息,备注标签,商家备注,主订单买家留言,是否主动赔付,主动赔付金额,主动赔付出账时间';

const CLOSE_REASONS = { no: '订单未关闭', unpaid: '买家未付款', refunded: '退款' } as const;
const SHOP_ID = '560731948';

/** Status words; the list writes the full-width comma, the detail file of this generation the half-width one. */
function statusOf(state: OrderState, comma: string): string {
  if (state.closed !== 'no') return '交易关闭';
  if (!state.isPaid) return '等待买家付款';
  if (!state.isShipped) return `买家已付款${comma}等待卖家发货`;
  return state.isCompleted ? '交易成功' : `卖家已发货${comma}等待买家确认`;
}

function refundWord(order: SampleOrder, state: OrderState, refund: number): string {
  if (state.refund === 'none' || refund === 0) return '没有申请退款';
  if (state.refund === 'done') return '退款成功';
  return order.life.refundKind === 'full' ? '卖家已经同意退款，等待买家退货' : '买家已经申请退款，等待卖家同意';
}

const payNo = (order: SampleOrder, state: OrderState, day: string) =>
  state.isPaid
    ? `${day.slice(0, 4)}${day.slice(5, 7)}${day.slice(8)}22001${String(order.serial).padStart(10, '0')}${order.person % 9}7`
    : '';

const paidSoFar = (state: OrderState, cents: number) => (state.isPaid ? decimal(cents) : '0.00');
const orNull = (text: string) => (text === '' ? 'null' : text);

/** 订单报表: one row per order, the 61-column generation. */
export const writeTaobaoList: RowWriter = (plan, stamps, asOf) => ({
  header: [`${LIST_HEADER}\r\n`],
  rows(order) {
    const { life, money } = order;
    const state = stateAt(life, asOf);
    const day = stamps.day(life.created);
    const region = regionAt(order.region);
    const buyer = buyerId(plan, order.channel.index, order.buyer);
    const goods = decimal(money.list - money.merchant);
    const total = decimal(money.list - money.merchant + money.freight);
    const refund = state.refund === 'done' ? order.refund : 0;
    const settled = state.isCompleted ? money.paid + money.platform - refund : 0;
    const pieces = order.lines.reduce((sum, line) => sum + line.qty, 0);
    const titles = order.lines.map((line) => productOf(skuAt(line.sku)).title).join('，');
    const phone = maskedPhone(order.person);
    const address = `${region.province} ${region.city} ${region.district} ******`;
    const tracking = state.isShipped ? `No:YT${7_000_000_000_000 + order.serial}` : '';
    const id = taobaoId(order);
    return [
      `="${id}","${buyer}","${phone}","${payNo(order, state, day)}","","${goods}","${decimal(money.freight)}","0","${total}","0",` +
        `"${paidSoFar(state, money.paid)}","0","${statusOf(state, '，')}","null","${maskedName(order.person)}","${address}",` +
        `"快递","","'${phone}","${stamps.at(life.created, asOf)}","${stamps.at(life.paid, asOf)}","${titles}","${order.lines.length}",` +
        `"${tracking}","${state.isShipped ? '圆通速递' : ''}","${orNull(order.mark)}","${pieces}","${SHOP_ID}","${order.channel.shopName}",` +
        `"${CLOSE_REASONS[state.closed]}","0","0元","","${order.person % 10 < 9 ? '手机订单' : ''}","","","否","否","否","","","","",` +
        `"${decimal(money.platform)}","0.00","","","","","","","${decimal(refund)}","","${stamps.at(life.completed, asOf)}",` +
        `"${decimal(settled)}元","0.00","否","","","普通快递","${id}"\r\n`,
    ];
  },
});

/** 宝贝报表: one row per sub-order, 27 columns; a one-line order bears its own number. */
export const writeTaobaoDetail: RowWriter = (plan, stamps, asOf) => {
  const items = itemIds(plan.seed, 0, { count: PRODUCTS.length, width: 12 });
  return {
    header: [`${DETAIL_HEADER}\r\n`],
    rows(order) {
      const { life } = order;
      const state = stateAt(life, asOf);
      const main = taobaoId(order);
      const day = stamps.day(life.created);
      const status = statusOf(state, ',');
      const created = stamps.at(life.created, asOf);
      const paid = stamps.at(life.paid, asOf);
      return order.lines.map((line, i) => {
        const sku = skuAt(line.sku);
        const product = productOf(sku);
        const refund = state.refund === 'done' && line.refund > 0 ? decimal(line.refund) : '无退款申请';
        const colon = order.serial % 2 === 0 ? ':' : '：';
        return (
          `="${order.lines.length === 1 ? main : taobaoId(order, i + 1)}",="${main}","${product.title}","${decimal(line.unit)}","${line.qty}",` +
          `"TX-${product.code}","颜色分类${colon}${sku.colour};规格${colon}${sku.size}","","","${status}","${sku.code}",` +
          `"${payNo(order, state, day)}","${decimal(line.list - line.merchant)}","${paidSoFar(state, line.paid)}",` +
          `"${refundWord(order, state, line.refund)}","${refund}","${created}","${paid}","","${items[sku.product] ?? ''}",` +
          `"","","${orNull(order.mark)}","null","否","0.00",""\r\n`
        );
      });
    },
  };
};
