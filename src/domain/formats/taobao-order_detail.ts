import { defineFormat, headerList } from '../contracts/format.ts';
import { TAOBAO_NULLS, TAOBAO_STATUSES } from './vocabulary/taobao-statuses.ts';

/**
 * 千牛 › 已卖出的宝贝 › 批量导出 › 宝贝报表 / 销售明细: one row per sub-order. Columns were renamed about 2022; the layout of
 * 2017 and before has no time and no amount beyond the price, so it only adds lines to orders already known.
 */
export default defineFormat({
  id: 'taobao-order_detail',
  platform: 'taobao',
  title: { 'zh-CN': '淘宝/天猫 宝贝报表', en: 'Taobao/Tmall order lines' },
  menuPath: {
    'zh-CN': '千牛 › 交易 › 已卖出的宝贝 › 批量导出 › 下载宝贝报表',
    en: 'Qianniu › Trade › Sold items › Batch export › Item report',
  },
  confidence: 'confirmed',
  required: ['order_id', 'title', 'sku_text', 'unit_list_price', 'qty'],
  fingerprint: headerList(
    '子订单编号 | 主订单编号 | 商品属性 | 购买数量 | 外部系统编号 | 套餐信息 | 退款状态 | 联系方式备注 | 备注标签',
  ),
  excludes: ['宝贝总数量', '退款编号'],
  knownHeaders: headerList(`
    子订单编号 | 主订单编号 | 订单编号 | 商品标题 | 标题 | 商品价格 | 价格 | 购买数量 | 外部系统编号 | 商品属性 | 套餐信息
    联系方式备注 | 备注 | 订单状态 | 商家编码 | 支付单号 | 买家应付货款 | 买家实付金额 | 买家实际支付金额 | 退款状态 | 退款金额
    订单创建时间 | 订单付款时间 | 淘鲜达渠道 | 商品ID | 分阶段信息 | 分阶段订单信息 | 备注标签 | 商家备注 | 主订单备注
    主订单买家留言 | 发货时间 | 物流单号 | 物流公司 | 是否主动赔付 | 主动赔付金额 | 主动赔付出账时间 | 是否赔付 | 赔付金额
    赔付出账时间`),
  fields: {
    order_id: ['主订单编号', '订单编号'],
    line_id: ['子订单编号'],
    created_at: ['订单创建时间'],
    paid_at: ['订单付款时间'],
    shipped_at: ['发货时间'],
    status: ['订单状态'],
    refund_status: ['退款状态'],
    channel: ['淘鲜达渠道'],
    payable_amount: ['买家应付货款'],
    buyer_paid_amount: ['买家实付金额', '买家实际支付金额'],
    refunded_amount: ['退款金额'],
    product_id: ['商品ID'],
    merchant_product_code: ['外部系统编号'],
    merchant_sku_code: ['商家编码'],
    title: ['商品标题', '标题'],
    sku_text: ['商品属性'],
    qty: ['购买数量'],
    unit_list_price: ['商品价格', '价格'],
    carrier: ['物流公司'],
    tracking_no: ['物流单号'],
  },
  personal: headerList('主订单买家留言 | 联系方式备注 | 备注 | 商家备注 | 主订单备注'),
  grain: 'line',
  orderMoney: 'sum_of_lines',
  authority: 10,
  statuses: TAOBAO_STATUSES,
  refundStatuses: {
    没有申请退款: 'none',
    '买家已经申请退款，等待卖家同意': 'requested',
    '卖家已经同意退款，等待买家退货': 'approved_wait_return',
    '买家已经退货，等待卖家确认收货': 'return_shipped',
    退款成功: 'refunded',
    退款关闭: 'closed',
    卖家拒绝退款: 'rejected',
  },
  currency: { kind: 'fixed', code: 'CNY' },
  timeZone: 'Asia/Shanghai',
  clock: 'wall',
  nulls: TAOBAO_NULLS,
  rules: { detectRepeatedLineMoney: { field: 'buyer_paid_amount', against: 'payable_amount' } },
});
