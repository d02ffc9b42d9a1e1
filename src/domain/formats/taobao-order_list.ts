import { defineFormat, headerList } from '../contracts/format.ts';
import { TAOBAO_NULLS, TAOBAO_STATUSES } from './vocabulary/taobao-statuses.ts';

/**
 * 千牛 › 交易 › 已卖出的宝贝 › 批量导出 › 订单报表: one row per main order, titles of its lines joined in one cell.
 * Knows 30 to 72 columns (2012-2022), the renamed reduced 千牛 layout and hand-cut files without state or lines.
 */
export default defineFormat({
  id: 'taobao-order_list',
  platform: 'taobao',
  title: { 'zh-CN': '淘宝/天猫 订单报表', en: 'Taobao/Tmall order list' },
  menuPath: {
    'zh-CN': '千牛 › 交易 › 已卖出的宝贝 › 批量导出 › 下载订单报表',
    en: 'Qianniu › Trade › Sold items › Batch export › Order report',
  },
  confidence: 'confirmed',
  required: ['order_id', 'created_at', 'buyer_paid_amount'],
  fingerprint: headerList(`
    买家应付货款 | 买家实际支付金额 | 买家实付金额 | 买家会员名 | 宝贝标题 | 宝贝总数量 | 店铺Id
    C2B小额收款 | 确认收货打款金额 | 打款商家金额`),
  excludes: ['子订单编号', '退款编号'],
  knownHeaders: headerList(`
    订单编号 | 买家会员名 | 买家支付宝账号 | 买家会员昵称 | 支付单号 | 支付详情 | 买家应付货款 | 买家应付邮费 | 买家支付积分
    总金额 | 返点积分 | 买家实际支付金额 | 买家实际支付积分 | 订单状态 | 买家留言 | 收货人姓名 | 收货地址 | 运送方式
    联系电话 | 联系手机 | 虚拟号过期时间 | 订单创建时间 | 订单付款时间 | 宝贝标题 | 宝贝种类 | 物流单号 | 物流公司 | 订单备注
    宝贝总数量 | 店铺Id | 店铺名称 | 订单关闭原因 | 卖家服务费 | 买家服务费 | 发票抬头 | 是否手机订单 | 分阶段订单信息
    特权订金订单id | 是否上传合同照片 | 是否上传小票 | 是否代付 | 定金排名 | 修改后的sku | 修改后的收货地址 | 异常信息
    天猫卡券抵扣 | 集分宝抵扣 | 是否是O2O交易 | 满返红包金额 | 新零售交易类型 | 新零售导购门店名称 | 新零售导购门店id
    新零售发货门店名称 | 新零售发货门店id | 退款金额 | 预约门店 | 确认收货时间 | 打款商家金额 | 含应开票给个人的个人红包
    是否信用购 | 体验期结束时间 | 前N有礼 | 配送类型 | 直播返现状态 | 返现金额 | 延迟发货自动赔付金额 | 新零售成交门店昵称
    新零售成交门店id | 新零售成交经销商id | 预售订单 | 发货时间 | 商家备忘 | 主订单编号
    买家实付金额 | 商品标题 | 是否主动赔付 | 主动赔付金额 | 主动赔付出账时间 | 商品属性SKU | C2B小额收款 | 确认收货打款金额
    含应开票给个人红包 | 总金额(旧版)`),
  fields: {
    order_id: ['订单编号'],
    created_at: ['订单创建时间'],
    paid_at: ['订单付款时间'],
    shipped_at: ['发货时间'],
    completed_at: ['确认收货时间'],
    status: ['订单状态'],
    close_reason: ['订单关闭原因'],
    buyer: ['买家会员名', '买家会员昵称'],
    address: ['收货地址'],
    shop_name: ['店铺名称'],
    platform_shop_id: ['店铺Id'],
    terminal: ['是否手机订单'],
    payable_amount: ['总金额'],
    freight_amount: ['买家应付邮费'],
    platform_discount: { from: ['天猫卡券抵扣'], plus: [['集分宝抵扣']], or: { from: ['集分宝抵扣'] } },
    buyer_paid_amount: ['买家实际支付金额', '买家实付金额'],
    refunded_amount: ['退款金额'],
    merchant_settled_amount: ['打款商家金额', '确认收货打款金额'],
    title: ['宝贝标题', '商品标题'],
    qty: ['宝贝总数量'],
    sku_text: ['商品属性SKU'],
    carrier: ['物流公司'],
    tracking_no: ['物流单号'],
  },
  personal: headerList(`
    买家会员名 | 买家会员昵称 | 买家支付宝账号 | 收货人姓名 | 收货地址 | 修改后的收货地址 | 联系电话 | 联系手机 | 买家留言 | 发票抬头
    订单备注 | 商家备忘`),
  grain: 'order',
  orderMoney: 'per_order',
  authority: 20,
  statuses: TAOBAO_STATUSES,
  statusWithoutColumn: { unpaid: 'pending_payment', paid: 'unknown', refunded: 'closed_refunded' },
  currency: { kind: 'fixed', code: 'CNY' },
  timeZone: 'Asia/Shanghai',
  clock: 'wall',
  nulls: TAOBAO_NULLS,
  rules: { detectNetOfRefund: true },
});
