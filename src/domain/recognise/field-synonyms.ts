import { FIELD_NAMES, type FieldName } from '../contracts/canonical.ts';
import { headerList } from '../contracts/format.ts';

/** Names under which systems state a field, the most telling first; compared without blanks, case and punctuation. */
const NAMES: Readonly<Partial<Record<FieldName, string>>> = {
  order_id: `订单编号|订单号|订单id|主订单编号|主订单号|平台订单号|平台单号|线上订单号|原始单号|交易编号|交易号|销售单号|小票号|单据编号|单号|流水号
    order id|order number|order no|order|orderid|invoice no|invoice|invoice id|invoice number|transaction id|receipt no|receipt number
    sales order|order name|order reference|purchase id|transaction number`,
  line_id:
    '子订单编号|子订单号|商品单号|明细编号|行号|order line id|line id|order item id|line item id|row id|line number|line no',
  shop_name: '店铺名称|店铺|店铺名|门店名称|门店|shop name|shop|store name|store|outlet',
  platform_shop_id: '店铺id|店铺编号|门店编号|shop id|store id|store number|outlet id',
  currency: '币种|货币|结算币种|currency|currency code|order currency',
  created_at: `下单时间|订单创建时间|订单提交时间|下单日期|订单日期|订单时间|创建时间|创建日期|拍单时间|成交时间|交易时间|交易日期|销售日期
    销售时间|消费时间|购买时间|购买日期|单据日期|日期|时间|order date|order time|order datetime|created at|date created|created|purchase date
    purchase timestamp|invoice date|transaction date|sale date|sales date|created time|create time|creation date|creation time|order creation date|date|timestamp|datetime|day`,
  paid_at:
    '付款时间|支付时间|订单付款时间|支付完成时间|买家付款时间|付款日期|支付日期|paid at|paid time|payment date|payment time|paid date|paid on',
  shipped_at:
    '发货时间|发货日期|出库时间|ship date|shipped at|shipped date|ship time|shipping date|fulfilled at|dispatch date',
  completed_at:
    '完成时间|订单完成时间|确认收货时间|交易成功时间|签收时间|completed at|completed date|delivered at|delivery date|delivered date',
  closed_at: '关闭时间|取消时间|cancelled at|canceled at|cancelled time|cancellation date|closed at',
  promised_ship_at: '承诺发货时间|预计发货时间|最晚发货时间|promised ship time|ship by date|latest ship date',
  status: '订单状态|交易状态|单据状态|状态|order status|status|financial status|payment status|order state',
  fulfilment_status: '发货状态|fulfillment status|fulfilment status|shipping status|delivery status',
  refund_status: '退款状态|售后状态|退货状态|订单退款状态|refund status|return status',
  close_reason: '关闭原因|取消原因|订单关闭原因|cancel reason|cancellation reason',
  buyer: `客户id|客户编号|客户编码|会员id|会员号|会员编号|会员卡号|买家id|用户id|用户编号|顾客编号|买家会员名|会员名|会员名称|买家昵称|会员昵称
    下单账号|客户账号|买家账号|客户网名|旺旺|买家|客户|会员|顾客|customer id|customer no|customer number|customer code|cust id|client id
    user id|buyer id|member id|customer key|account id|buyer username|username|customer email|email|buyer email|e-mail|customer|buyer|client`,
  address: '收货地址|收件地址|详细地址|客户地址|地址|shipping address|ship to address|delivery address|address',
  province:
    '省|省份|收货省份|收件省|收货人省份|收货地址-省|省/直辖市|province|state|ship state|shipping province|state province|shipping state',
  city: '市|城市|收货城市|收货人城市|收货地址-市|地级市|city|town|ship city|shipping city',
  district: '区|区县|区/县|县区|收货人地区|收货地址-区|district|county',
  country: '国家|国家/地区|国家地区|country|country region|ship country|shipping country|nation',
  channel: '渠道|销售渠道|订单渠道|平台|来源平台|订单来源|channel|sales channel|platform|order source',
  traffic_source: '流量来源|来源渠道|traffic source|utm source|source',
  terminal: '终端|下单终端|设备|terminal|device|device type',
  payment_method: '支付方式|付款方式|结算方式|payment method|payment type|payment',
  kol_id: '达人id|主播id|creator id|influencer id',
  list_amount: '商品总价|订单原价|原价合计|商品总额|吊牌总额|gross amount|list amount|original total',
  merchant_discount:
    '优惠金额|折扣金额|订单优惠|店铺优惠|商家优惠|优惠总金额|优惠|discount amount|discount|coupon amount|total discount|promotion discount',
  platform_discount: '平台优惠|平台补贴|平台优惠金额|platform discount|platform subsidy',
  points_amount: '积分抵扣|积分抵扣金额|points used|points redeemed',
  freight_amount:
    '运费|邮费|快递费|配送费|订单运费|shipping|shipping fee|shipping amount|shipping price|freight|freight value|postage|delivery fee|shipping and handling',
  tax_amount: '税费|税额|税|tax|taxes|tax amount|vat|sales tax',
  payable_amount:
    '应付金额|应付款|应收金额|订单金额|订单总额|订单总金额|总金额|总额|订单总价|order total|order amount|grand total|amount due|total|order value|total amount',
  buyer_paid_amount: `实付金额|实付款|实付|买家实付|买家实付金额|用户实付金额|买家实际支付金额|订单实付金额|实付总额|支付金额|付款金额|已付金额|成交金额
    实收金额|实收|消费金额|paid amount|amount paid|payment amount|payment value|total paid|paid total`,
  merchant_receivable_amount: '商家应收|商家应收金额|商家实收金额|结算金额|merchant receivable|net proceeds',
  refunded_amount:
    '退款金额|已退款金额|退款总额|退货金额|refunded amount|refund amount|refund|amount refunded|refunds|returns',
  product_id: `商品id|商品编号|商品编码|商品代码|货品编号|货品编码|存货编码|物料编码|宝贝id|宝贝编号|宝贝编码|货品id|货品代码|产品id|货号|产品编号|产品编码|款号|product id|product code
    stock code|stockcode|item id|item code|item number|product number|asin|article|article number|material|product key|product`,
  sku_id: 'sku id|sku|skuid|规格id|规格编号|variant id|sku code',
  merchant_sku_code: '商家编码|商家sku|sku编码|规格编码|商品条码|条形码|条码|seller sku|merchant sku|barcode|ean|upc',
  title: `商品名称|商品标题|宝贝标题|产品名称|货品名称|product name|item name|product title|product|宝贝名称|存货名称|物料名称|货物名称|物品名称|单品名称
    sku名称|商品|货品|宝贝|产品|品名|标题|商品名|货品名|宝贝名|产品名|货品标题|产品标题|商品全称|商品简称|货名|物品|物料描述|菜品|套餐名称|item title
    item description|description|product description|title|item|goods name|goods|listing title|line item name|lineitem name|sku name|article name
    style name|merchandise`,
  sku_text:
    '规格|商品规格|规格型号|规格名称|销售属性|商品属性|颜色尺码|variation|variant|variant title|options|specification',
  category_path:
    '类目|品类|分类|商品分类|商品类目|产品类别|类别|一级类目|category|product category|product type|category name|department|sub-category',
  qty: `数量|商品数量|购买数量|订购数量|下单数量|销售数量|件数|商品件数|销量|成交件数|quantity|qty|units|units sold|quantity ordered|order quantity
    items|item quantity|number of|number of items|pieces|pcs|count|num`,
  unit_list_price:
    '单价|商品单价|销售单价|含税单价|标准单价|成交价|售价|价格|标价|零售价|unit price|price|item price|selling price|price each|sale price|retail price',
  line_amount: `金额|销售额|销售金额|商品金额|小计|行金额|实际金额|价税合计|含税金额|sales|sales amount|line total|line amount|item total|total price
    subtotal|amount|revenue|extended price|net sales|gross sales|turnover|value|spend|dollar value|dollars|net amount|sales value`,
  line_discount: '商品优惠|行优惠|单品优惠|line discount|item discount',
  line_paid_amount: '分摊后总价|分摊后金额|商品实付|行实付|单品支付金额|商品实付金额|line paid amount|item paid',
  line_refunded_amount: '商品退款金额|商品已退款金额|line refund|item refund',
  unit_cost: '成本价|单位成本|成本单价|成本|进价|进货价|采购价|unit cost|cost price|cost|cost per unit|cogs',
  is_gift: '是否赠品|是否为赠品|赠品|is gift|gift',
  carrier: '快递公司|物流公司|承运商|carrier|courier|shipping provider|shipping company',
  tracking_no: '快递单号|物流单号|运单号|运单编号|tracking number|tracking no|tracking id|waybill',
  warehouse: '仓库名称|仓库|发货仓库|发货仓|warehouse|warehouse name',
};

/** A header name without blanks, case, punctuation, brackets and what stands in them (units, currencies). */
export function bareName(name: string): string {
  const flat = name.normalize('NFKC').toLowerCase().replaceAll('帐', '账');
  const outside = flat.replace(/[([【].*?[)\]】]/g, '');
  const kept = /[\p{L}]/u.test(outside) ? outside : flat;
  return kept
    .replace(/[^\p{L}\p{N}#]/gu, '')
    .replace(/#$/, 'number')
    .replaceAll('#', '');
}

/** Known names of each field in their bare form, the most telling first. */
export const SYNONYMS: ReadonlyMap<FieldName, readonly string[]> = new Map(
  FIELD_NAMES.map((field) => [field, [...new Set([field, ...headerList(NAMES[field] ?? '')].map(bareName))]]),
);
