import type { Text } from './text.ts';

/**
 * The fields a file row may state, before it becomes an order and its lines.
 * `kind` fixes how a cell is cleaned and cast; `level` says whose fact it is; personal fields never reach a business table as they are.
 */
export type FieldKind =
  | 'id' // text, never a number: ="…", quotes and tabs stripped, digits checked for damage by a spreadsheet
  | 'text'
  | 'money' // DECIMAL(18,4), in the currency of the row
  | 'quantity' // DECIMAL(18,3)
  | 'timestamp' // wall clock of the shop
  | 'flag'
  | 'status' // order status vocabulary of the format
  | 'refund_status'
  | 'buyer' // personal: leaves as a keyed token
  | 'address'; // personal: leaves as province, city, district

export type FieldLevel = 'order' | 'line' | 'file';

type Field = { readonly kind: FieldKind; readonly level: FieldLevel; readonly title: Text };

const field = (kind: FieldKind, level: FieldLevel, zh: string, en: string): Field => ({
  kind,
  level,
  title: { 'zh-CN': zh, en },
});

export const FIELDS = {
  order_id: field('id', 'order', '订单编号', 'Order id'),
  line_id: field('id', 'line', '子订单编号', 'Order line id'),
  shop_name: field('text', 'order', '店铺名称', 'Shop name'),
  platform_shop_id: field('id', 'order', '店铺 ID', 'Shop id'),
  currency: field('text', 'order', '币种', 'Currency'),

  created_at: field('timestamp', 'order', '下单时间', 'Placed at'),
  paid_at: field('timestamp', 'order', '付款时间', 'Paid at'),
  shipped_at: field('timestamp', 'order', '发货时间', 'Shipped at'),
  completed_at: field('timestamp', 'order', '完成时间', 'Completed at'),
  closed_at: field('timestamp', 'order', '关闭时间', 'Closed at'),
  promised_ship_at: field('timestamp', 'order', '承诺发货时间', 'Promised ship time'),

  status: field('status', 'order', '订单状态', 'Order status'),
  fulfilment_status: field('status', 'order', '发货状态', 'Fulfilment status'),
  refund_status: field('refund_status', 'line', '售后状态', 'Refund status'),
  close_reason: field('text', 'order', '关闭原因', 'Close reason'),

  buyer: field('buyer', 'order', '买家', 'Buyer'),
  address: field('address', 'order', '收货地址', 'Shipping address'),
  province: field('text', 'order', '省份', 'Province'),
  city: field('text', 'order', '城市', 'City'),
  district: field('text', 'order', '区县', 'District'),
  country: field('text', 'order', '国家', 'Country'),

  channel: field('text', 'order', '渠道', 'Channel'),
  traffic_source: field('text', 'order', '流量来源', 'Traffic source'),
  terminal: field('text', 'order', '终端', 'Terminal'),
  payment_method: field('text', 'order', '支付方式', 'Payment method'),
  kol_id: field('id', 'order', '达人 ID', 'Creator id'),

  list_amount: field('money', 'order', '商品总价', 'List amount'),
  merchant_discount: field('money', 'order', '商家优惠', 'Merchant discount'),
  platform_discount: field('money', 'order', '平台优惠', 'Platform discount'),
  pay_channel_discount: field('money', 'order', '支付优惠', 'Payment discount'),
  kol_discount: field('money', 'order', '达人优惠', 'Creator discount'),
  points_amount: field('money', 'order', '积分抵扣', 'Points used'),
  freight_amount: field('money', 'order', '运费', 'Freight'),
  service_fee_amount: field('money', 'order', '上门服务费', 'Delivery and installation fees'),
  tax_amount: field('money', 'order', '税费', 'Tax'),
  payable_amount: field('money', 'order', '应付金额', 'Payable amount'),
  buyer_paid_amount: field('money', 'order', '买家实付金额', 'Buyer paid amount'),
  merchant_receivable_amount: field('money', 'order', '商家应收金额', 'Merchant receivable'),
  refunded_amount: field('money', 'order', '退款金额', 'Refunded amount'),
  merchant_settled_amount: field('money', 'order', '打款商家金额', 'Settled amount'),

  product_id: field('id', 'line', '商品 ID', 'Product id'),
  sku_id: field('id', 'line', 'SKU ID', 'SKU id'),
  merchant_product_code: field('id', 'line', '商家编码（商品）', 'Merchant product code'),
  merchant_sku_code: field('id', 'line', '商家编码（规格）', 'Merchant SKU code'),
  title: field('text', 'line', '商品名称', 'Product title'),
  sku_text: field('text', 'line', '商品规格', 'SKU options'),
  category_path: field('text', 'line', '类目', 'Category'),
  qty: field('quantity', 'line', '数量', 'Quantity'),
  unit_list_price: field('money', 'line', '单价', 'Unit price'),
  line_amount: field('money', 'line', '行金额', 'Line amount'),
  line_discount: field('money', 'line', '行优惠', 'Line discount'),
  line_paid_amount: field('money', 'line', '行实付金额', 'Line paid amount'),
  line_refunded_amount: field('money', 'line', '行退款金额', 'Line refunded amount'),
  unit_cost: field('money', 'line', '单位成本', 'Unit cost'),
  is_gift: field('flag', 'line', '赠品', 'Gift'),
  carrier: field('text', 'line', '快递公司', 'Carrier'),
  tracking_no: field('id', 'line', '快递单号', 'Tracking number'),
  warehouse: field('text', 'line', '仓库', 'Warehouse'),
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS).filter((name): name is FieldName => name in FIELDS);

export const ORDER_STATUSES = {
  pending_payment: { 'zh-CN': '待付款', en: 'Pending payment' },
  partially_paid: { 'zh-CN': '已付定金', en: 'Partially paid' },
  paid_unshipped: { 'zh-CN': '已付款待发货', en: 'Paid, not shipped' },
  partially_shipped: { 'zh-CN': '部分发货', en: 'Partially shipped' },
  shipped: { 'zh-CN': '已发货', en: 'Shipped' },
  completed: { 'zh-CN': '已完成', en: 'Completed' },
  closed_unpaid: { 'zh-CN': '未付款关闭', en: 'Closed unpaid' },
  closed_refunded: { 'zh-CN': '退款关闭', en: 'Closed, refunded' },
  closed: { 'zh-CN': '已关闭', en: 'Closed' },
  unknown: { 'zh-CN': '未知', en: 'Unknown' },
} as const satisfies Record<string, Text>;
export type OrderStatus = keyof typeof ORDER_STATUSES;

export const REFUND_STATUSES = {
  none: { 'zh-CN': '无售后', en: 'None' },
  requested: { 'zh-CN': '已申请', en: 'Requested' },
  approved_wait_return: { 'zh-CN': '待退货', en: 'Waiting for return' },
  return_shipped: { 'zh-CN': '退货已寄出', en: 'Return shipped' },
  refunded: { 'zh-CN': '退款成功', en: 'Refunded' },
  closed: { 'zh-CN': '售后关闭', en: 'Closed' },
  rejected: { 'zh-CN': '商家拒绝', en: 'Rejected' },
  arbitration: { 'zh-CN': '平台介入', en: 'In arbitration' },
} as const satisfies Record<string, Text>;
export type RefundStatus = keyof typeof REFUND_STATUSES;

export const PLATFORMS = {
  taobao: { 'zh-CN': '淘宝/天猫', en: 'Taobao/Tmall' },
  jd: { 'zh-CN': '京东', en: 'JD' },
  pdd: { 'zh-CN': '拼多多', en: 'Pinduoduo' },
  douyin: { 'zh-CN': '抖店', en: 'Douyin' },
  xiaohongshu: { 'zh-CN': '小红书', en: 'Xiaohongshu' },
  wechat: { 'zh-CN': '微信小店', en: 'WeChat Shop' },
  kuaishou: { 'zh-CN': '快手', en: 'Kuaishou' },
  shopify: { 'zh-CN': 'Shopify', en: 'Shopify' },
  amazon: { 'zh-CN': '亚马逊', en: 'Amazon' },
  other: { 'zh-CN': '其他', en: 'Other' },
} as const satisfies Record<string, Text>;
export type Platform = keyof typeof PLATFORMS;
