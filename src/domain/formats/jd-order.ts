import { defineFormat, headerList } from '../contracts/format.ts';

/**
 * 京麦 / 商家后台 › 订单管理 › 订单导出: one row per SKU line, every order amount repeated on each of its lines.
 * 应付金额 is what is left to pay after the account balance, so the order owes 应付金额 + 余额支付.
 */
export default defineFormat({
  id: 'jd-order',
  platform: 'jd',
  title: { 'zh-CN': '京东 订单导出', en: 'JD orders' },
  menuPath: { 'zh-CN': '京麦 › 订单管理 › 订单查询 › 导出', en: 'Jingmai › Orders › Order search › Export' },
  confidence: 'confirmed',
  required: ['order_id', 'created_at', 'unit_list_price'],
  fingerprint: headerList('京东价 | 结算金额 | 应付金额 | 下单帐号 | 订购数量 | 余额支付 | 商家应收 | 客户地址'),
  knownHeaders: headerList(`
    订单号 | 商品ID | 商品名称 | 订购数量 | 支付方式 | 下单时间 | 京东价 | 订单金额 | 结算金额 | 余额支付 | 应付金额 | 订单状态
    订单类型 | 下单帐号 | 客户姓名 | 客户地址 | 联系电话 | 订单备注 | 发票类型 | 发票抬头 | 发票内容 | 商家备注
    商家备注等级（等级1-5为由高到低） | 运费金额 | 付款确认时间 | 增值税发票 | 货号 | 订单完成时间 | 订单来源 | 订单渠道
    仓库id | 仓库名称 | 服务费 | 送装服务 | 店铺SKUID | 商家应收`),
  fields: {
    order_id: ['订单号'],
    created_at: ['下单时间'],
    paid_at: ['付款确认时间'],
    completed_at: ['订单完成时间'],
    status: ['订单状态'],
    buyer: ['下单帐号'],
    address: ['客户地址'],
    payment_method: ['支付方式'],
    channel: ['订单渠道'],
    traffic_source: ['订单来源'],
    list_amount: ['订单金额'],
    freight_amount: ['运费金额'],
    payable_amount: { from: ['应付金额'], plus: [['余额支付']] },
    merchant_receivable_amount: ['商家应收', '结算金额'],
    product_id: ['商品ID'],
    sku_id: ['商品ID'],
    merchant_product_code: ['货号'],
    merchant_sku_code: ['店铺SKUID'],
    title: ['商品名称'],
    qty: ['订购数量'],
    unit_list_price: ['京东价'],
    warehouse: ['仓库名称'],
  },
  personal: headerList('下单帐号 | 客户姓名 | 客户地址 | 联系电话 | 发票抬头 | 增值税发票 | 订单备注 | 商家备注'),
  grain: 'line',
  orderMoney: 'repeated',
  authority: 20,
  statuses: {
    等待付款: 'pending_payment',
    未付款: 'pending_payment',
    等待付款确认: 'pending_payment',
    等待出库: 'paid_unshipped',
    '(锁定)等待出库': 'paid_unshipped',
    锁定: 'paid_unshipped',
    锁定订单: 'paid_unshipped',
    暂停: 'paid_unshipped',
    暂停订单: 'paid_unshipped',
    等待确认收货: 'shipped',
    完成: 'completed',
    已完成: 'completed',
    已取消: 'closed',
    '(删除)等待付款': 'closed_unpaid',
    '(删除)未付款': 'closed_unpaid',
    '(删除)等待出库': 'closed_refunded',
    '(删除)等待确认收货': 'closed_refunded',
    '(删除)锁定': 'closed_refunded',
    '(删除)暂停': 'closed_refunded',
  },
  currency: { kind: 'fixed', code: 'CNY' },
  timeZone: 'Asia/Shanghai',
  clock: 'wall',
  standIns: [
    {
      field: 'paid_at',
      from: 'created_at',
      note: {
        'zh-CN': '没有付款时间的已付款订单，按下单时间计入',
        en: 'Paid orders without a payment time count at the time they were placed',
      },
    },
    {
      field: 'payable_amount',
      from: 'merchant_receivable_amount',
      note: {
        'zh-CN': '此文件没有“应付金额”，以“商家应收”代替实付；平台承担的优惠也在其中',
        en: 'This file has no 应付金额; 商家应收 stands in for the paid amount and includes what the platform funds',
      },
    },
  ],
  rules: { paidIsPayable: true, refundInFullWhenClosedRefunded: true },
});
