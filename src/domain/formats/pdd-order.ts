import { defineFormat, headerList } from '../contracts/format.ts';

/**
 * 拼多多商家后台 › 订单查询 › 批量导出: one row per order of exactly one SKU; the seller ticks the columns, so any subset in any
 * order. There is no buyer and no refund amount; the order number begins with the day it was placed.
 */
export default defineFormat({
  id: 'pdd-order',
  platform: 'pdd',
  title: { 'zh-CN': '拼多多 订单导出', en: 'Pinduoduo orders' },
  menuPath: {
    'zh-CN': '拼多多商家后台 › 发货管理 › 订单查询 › 批量导出',
    en: 'PDD back office › Orders › Batch export',
  },
  confidence: 'confirmed',
  required: ['order_id', 'buyer_paid_amount'],
  fingerprint: headerList(`
    商品总价(元) | 用户实付金额(元) | 商家实收金额(元) | 店铺优惠折扣(元) | 平台优惠折扣(元) | 多多支付立减金额(元)
    商家编码-规格维度 | 样式ID | 商品数量(件) | 订单成交时间 | 拼单成功时间`),
  excludes: ['用户应付金额(元)', '规格ID', '账务类型'],
  knownHeaders: headerList(`
    商品 | 订单号 | 订单状态 | 商品总价(元) | 邮费(元) | 店铺优惠折扣(元) | 平台优惠折扣(元) | 多多支付立减金额(元)
    上门安装费(元) | 送货入户费(元) | 送货入户并安装费(元) | 用户实付金额(元) | 商家实收金额(元) | 商品数量(件) | 身份证姓名
    身份证号码 | 收货人 | 手机 | 是否审核中 | 省 | 市 | 区 | 街道/镇 | 支付时间 | 拼单成功时间 | 订单确认时间 | 订单成交时间
    承诺发货时间 | 承诺送达时间 | 发货时间 | 确认收货时间 | 商品id | 商品规格 | 用户购买手机号 | 样式ID | 商品一级类目
    商品二级类目 | 商品三级类目 | 商品四级类目 | 商家编码-SKU维度 | 商家编码-规格维度 | 商家编码-商品维度 | 快递单号
    快递公司 | 商家备注 | 买家留言 | 售后状态 | 消费者资料 | 消费者资料上传时间 | 赠品名称 | 赠品id | 赠品规格 | 赠品数量
    团ID | 团身份 | 是否已开始配送 | 配送员是否已送达 | 配送状态 | 同城是否普通快递 | 配送员手机号 | 是否抽奖或0元试用
    是否顺丰加价 | 旅行类信息 | 充值号码 | 是否门店自提 | 门店名称 | 门店自定义编码 | 关联货品编码 | 货品名称 | 货品类型
    子货品 | 仓库名称 | 仓库所在地址 | 海淘清关订单号 | 支付ID | 支付方式 | 保税仓 | 是否直播间成交 | 是否直播间引导成交
    预约配送时间 | 是否节能补贴 | 是否分期 | 分期期数 | 手续费承担方 | 分期方式 | 是否无痕发货 | 订单来源 | 是否社区团购
    小区送达情况`),
  fields: {
    order_id: ['订单号'],
    // The export states no time of placing; the pay or deal time stands for it, and the order number where that is blank.
    created_at: ['支付时间', '订单成交时间', '拼单成功时间', '订单确认时间'],
    paid_at: ['支付时间', '订单成交时间', '拼单成功时间', '订单确认时间'],
    shipped_at: ['发货时间'],
    completed_at: ['确认收货时间'],
    promised_ship_at: ['承诺发货时间'],
    status: ['订单状态'],
    refund_status: ['售后状态'],
    province: ['省'],
    city: ['市'],
    district: ['区'],
    channel: ['订单来源'],
    payment_method: ['支付方式'],
    list_amount: ['商品总价(元)'],
    freight_amount: ['邮费(元)'],
    merchant_discount: ['店铺优惠折扣(元)'],
    platform_discount: ['平台优惠折扣(元)'],
    pay_channel_discount: ['多多支付立减金额(元)'],
    service_fee_amount: {
      from: ['上门安装费(元)'],
      plus: [['送货入户费(元)'], ['送货入户并安装费(元)']],
      or: {
        from: ['送货入户费(元)'],
        plus: [['送货入户并安装费(元)']],
        or: { from: ['送货入户并安装费(元)'] },
      },
    },
    payable_amount: ['用户实付金额(元)'],
    buyer_paid_amount: ['用户实付金额(元)'],
    merchant_receivable_amount: ['商家实收金额(元)'],
    product_id: ['商品id'],
    sku_id: ['样式ID'],
    merchant_product_code: ['商家编码-商品维度'],
    merchant_sku_code: ['商家编码-规格维度', '商家编码-SKU维度'],
    title: ['商品'],
    sku_text: ['商品规格'],
    category_path: ['商品四级类目', '商品三级类目', '商品二级类目', '商品一级类目'],
    qty: ['商品数量(件)'],
    carrier: ['快递公司'],
    tracking_no: ['快递单号'],
    warehouse: ['仓库名称'],
  },
  giftLine: { title: ['赠品名称'], product_id: ['赠品id'], sku_text: ['赠品规格'], qty: ['赠品数量'] },
  personal: headerList(`
    收货人 | 手机 | 身份证姓名 | 身份证号码 | 用户购买手机号 | 街道/镇 | 配送员手机号 | 买家留言 | 商家备注 | 消费者资料 | 充值号码
    旅行类信息`),
  grain: 'order_with_single_line',
  orderMoney: 'per_order',
  authority: 20,
  statuses: {
    待支付: 'pending_payment',
    待付款: 'pending_payment',
    待成团: 'paid_unshipped',
    待发货: 'paid_unshipped',
    '已发货，待签收': 'shipped',
    已发货: 'shipped',
    已签收: 'completed',
    已收货: 'completed',
    交易成功: 'completed',
    // Unpaid or paid back: the after-sale state and the deal time tell which.
    已取消: 'closed',
    '未支付，交易关闭': 'closed_unpaid',
    '未发货，退款成功': 'closed_refunded',
    '已发货，退款成功': 'closed_refunded',
    '已取消，退款成功': 'closed_refunded',
  },
  refundStatuses: {
    无售后或售后取消: 'none',
    无售后: 'none',
    退款成功: 'refunded',
    售后处理中: 'requested',
    待商家处理: 'requested',
    '商家同意退货退款，待买家发货': 'approved_wait_return',
    待消费者发货: 'approved_wait_return',
    '用户已发货，待商家处理': 'return_shipped',
    '售后取消，退款失败': 'closed',
    平台处理中: 'arbitration',
  },
  currency: { kind: 'fixed', code: 'CNY' },
  timeZone: 'Asia/Shanghai',
  clock: 'wall',
  rules: { dateFromOrderId: 'yyMMdd', refundInFullWhenRefunded: true, refundInFullWhenClosedRefunded: true },
  identities: [
    {
      id: 'pdd-paid',
      title: {
        'zh-CN': '用户实付 = 商品总价 + 邮费 + 上门服务费 − 店铺优惠 − 平台优惠 − 支付立减',
        en: 'Paid = goods + freight + service fees − shop, platform and payment discounts',
      },
      left: 'buyer_paid_amount',
      plus: ['list_amount', 'freight_amount', 'service_fee_amount'],
      minus: ['merchant_discount', 'platform_discount', 'pay_channel_discount'],
      optional: ['service_fee_amount'],
      rows: 'paid',
      onBreak: 'quarantine',
    },
    {
      id: 'pdd-receivable',
      title: {
        'zh-CN': '商家实收 = 用户实付 + 平台优惠 + 支付立减',
        en: 'Receivable = paid + platform and payment discounts',
      },
      left: 'merchant_receivable_amount',
      plus: ['buyer_paid_amount', 'platform_discount', 'pay_channel_discount'],
      minus: [],
      rows: 'paid',
      onBreak: 'quarantine',
    },
  ],
});
