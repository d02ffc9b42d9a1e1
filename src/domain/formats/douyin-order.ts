import { defineFormat, headerList } from '../contracts/format.ts';

/**
 * 抖店 › 订单 › 订单管理 › 导出: one row per sub-order, every amount that of the row. There is no buyer; receiver columns are
 * cipher text. What the platform, the creator and the payment channel fund is paid to the merchant on top of 订单应付金额.
 */
export default defineFormat({
  id: 'douyin-order',
  platform: 'douyin',
  title: { 'zh-CN': '抖店 订单导出', en: 'Douyin shop orders' },
  menuPath: { 'zh-CN': '抖店 › 订单 › 订单管理 › 导出', en: 'Doudian › Orders › Order management › Export' },
  confidence: 'confirmed',
  required: ['order_id', 'created_at', 'payable_amount'],
  fingerprint: headerList(
    '主订单编号 | 子订单编号 | 选购商品 | 订单应付金额 | 订单提交时间 | 支付完成时间 | 平台实际承担优惠金额 | 达人ID',
  ),
  knownHeaders: headerList(`
    主订单编号 | 子订单编号 | 选购商品 | 商品规格 | 商品数量 | 商品ID | 商家编码 | 商品单价 | 订单应付金额 | 运费 | 优惠总金额
    平台优惠 | 商家优惠 | 达人优惠 | 商家改价 | 支付优惠 | 红包抵扣 | 支付方式 | 手续费 | 收件人 | 收件人手机号 | 省 | 市 | 区
    街道 | 详细地址 | 是否修改过地址 | 地址修改时段 | 买家留言 | 订单提交时间 | 旗帜颜色 | 商家备注 | 订单完成时间
    支付完成时间 | APP渠道 | 流量来源 | 订单状态 | 承诺发货时间 | 订单类型 | 鲁班落地页ID | 达人ID | 达人昵称 | 所属门店ID
    售后状态 | 取消原因 | 预约发货时间 | 仓库ID | 仓库名称 | 序列号 | 是否安心购 | 广告渠道 | 流量类型 | 流量体裁 | 流量渠道
    发货主体 | 发货主体明细 | 发货时间 | 降价类优惠 | 平台实际承担优惠金额 | 商家实际承担优惠金额 | 达人实际承担优惠金额
    预计送达时间 | 是否平台仓自流转 | 车型 | 商品69码 | 发货SN码 | 发货IMEI码1 | 发货IMEI码2 | 预约送达时间
    建议发货时间（起） | 建议发货时间（止） | 物流SN码 | 物流IMEI码1 | 物流IMEI码2
    快递信息 | 商品金额 | 商家收入金额 | 子订单收入`),
  fields: {
    order_id: ['主订单编号'],
    line_id: ['子订单编号'],
    created_at: ['订单提交时间'],
    paid_at: ['支付完成时间'],
    shipped_at: ['发货时间'],
    completed_at: ['订单完成时间'],
    promised_ship_at: ['承诺发货时间'],
    status: ['订单状态'],
    refund_status: ['售后状态'],
    close_reason: ['取消原因'],
    province: ['省'],
    city: ['市'],
    district: ['区'],
    channel: ['APP渠道'],
    traffic_source: ['流量来源', '流量渠道'],
    payment_method: ['支付方式'],
    kol_id: ['达人ID'],
    line_amount: ['商品金额'],
    merchant_discount: ['商家实际承担优惠金额', '商家优惠'],
    platform_discount: ['平台实际承担优惠金额', '平台优惠'],
    kol_discount: ['达人实际承担优惠金额', '达人优惠'],
    pay_channel_discount: ['支付优惠'],
    points_amount: ['红包抵扣'],
    freight_amount: ['运费'],
    payable_amount: ['订单应付金额'],
    merchant_receivable_amount: {
      from: ['商家收入金额'],
      or: {
        from: ['订单应付金额'],
        plus: [['平台实际承担优惠金额', '平台优惠'], ['达人实际承担优惠金额', '达人优惠'], ['支付优惠']],
      },
    },
    product_id: ['商品ID'],
    merchant_sku_code: ['商家编码'],
    title: ['选购商品'],
    sku_text: ['商品规格'],
    qty: ['商品数量'],
    unit_list_price: ['商品单价'],
    warehouse: ['仓库名称'],
  },
  personal: headerList('收件人 | 收件人手机号 | 街道 | 详细地址 | 买家留言 | 商家备注 | 达人昵称'),
  grain: 'line',
  orderMoney: 'sum_of_lines',
  authority: 20,
  statuses: {
    待支付: 'pending_payment',
    待付款: 'pending_payment',
    待确认: 'paid_unshipped',
    备货中: 'paid_unshipped',
    待发货: 'paid_unshipped',
    部分发货: 'partially_shipped',
    已发货: 'shipped',
    已完成: 'completed',
    已关闭: 'closed',
    已取消: 'closed_unpaid',
  },
  refundStatuses: {
    '-': 'none',
    '': 'none',
    退款成功: 'refunded',
    已全额退款: 'refunded',
    '同意退款，退款成功': 'refunded',
    待商家处理: 'requested',
    待买家退货: 'approved_wait_return',
    待商家收货: 'return_shipped',
    售后关闭: 'closed',
  },
  currency: { kind: 'fixed', code: 'CNY' },
  timeZone: 'Asia/Shanghai',
  clock: 'wall',
  rules: { paidIsPayable: true, refundInFullWhenRefunded: true },
});
