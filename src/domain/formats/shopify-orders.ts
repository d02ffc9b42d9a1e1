import { defineFormat, headerList } from '../contracts/format.ts';

/**
 * Shopify admin › Orders › Export: one row per line item; order columns stand only on an order's first row. Money owed is
 * `Total`; of it `Outstanding Balance` is not paid yet. `Name` is unique within one shop only.
 */
export default defineFormat({
  id: 'shopify-orders',
  platform: 'shopify',
  title: { 'zh-CN': 'Shopify 订单导出', en: 'Shopify orders' },
  menuPath: { 'zh-CN': 'Shopify 后台 › 订单 › 导出', en: 'Shopify admin › Orders › Export' },
  confidence: 'confirmed',
  required: ['order_id', 'created_at', 'status', 'payable_amount'],
  fingerprint: headerList(`
    Financial Status | Fulfillment Status | Lineitem quantity | Lineitem name | Lineitem price | Cancelled at
    Outstanding Balance | Refunded Amount`),
  knownHeaders: headerList(`
    Name | Email | Financial Status | Paid at | Fulfillment Status | Fulfilled at | Accepts Marketing | Currency | Subtotal
    Shipping | Taxes | Total | Discount Code | Discount Amount | Shipping Method | Created at | Lineitem quantity
    Lineitem name | Lineitem price | Lineitem compare at price | Lineitem sku | Lineitem requires shipping
    Lineitem taxable | Lineitem fulfillment status | Billing Name | Billing Street | Billing Address1 | Billing Address2
    Billing Company | Billing City | Billing Zip | Billing Province | Billing Country | Billing Phone | Shipping Name
    Shipping Street | Shipping Address1 | Shipping Address2 | Shipping Company | Shipping City | Shipping Zip
    Shipping Province | Shipping Country | Shipping Phone | Notes | Note Attributes | Cancelled at | Payment Method
    Payment Reference | Refunded Amount | Vendor | Outstanding Balance | Employee | Location | Device ID | Id | Tags
    Risk Level | Source | Lineitem discount | Tax 1 Name | Tax 1 Value | Tax 2 Name | Tax 2 Value | Tax 3 Name
    Tax 3 Value | Tax 4 Name | Tax 4 Value | Tax 5 Name | Tax 5 Value | Phone | Receipt Number | Duties
    Billing Province Name | Shipping Province Name | Payment ID | Payment Terms Name | Next Payment Due At
    Payment References | Variant`),
  fields: {
    order_id: ['Name'],
    created_at: ['Created at'],
    paid_at: ['Paid at'],
    shipped_at: ['Fulfilled at'],
    closed_at: ['Cancelled at'],
    status: ['Financial Status'],
    fulfilment_status: ['Fulfillment Status'],
    buyer: ['Email'],
    province: ['Shipping Province Name', 'Shipping Province', 'Billing Province Name', 'Billing Province'],
    city: ['Shipping City', 'Billing City'],
    country: ['Shipping Country', 'Billing Country'],
    currency: ['Currency'],
    channel: ['Source'],
    payment_method: ['Payment Method'],
    merchant_discount: ['Discount Amount'],
    freight_amount: ['Shipping'],
    tax_amount: { from: ['Taxes'], plus: [['Duties']] },
    payable_amount: ['Total'],
    buyer_paid_amount: { from: ['Total'], minus: [['Outstanding Balance']] },
    merchant_receivable_amount: { from: ['Total'], minus: [['Outstanding Balance']] },
    refunded_amount: ['Refunded Amount'],
    merchant_sku_code: ['Lineitem sku'],
    title: ['Lineitem name'],
    qty: ['Lineitem quantity'],
    unit_list_price: ['Lineitem price'],
    line_discount: ['Lineitem discount'],
  },
  personal: headerList(`
    Email | Billing Name | Billing Street | Billing Address1 | Billing Address2 | Billing Company | Billing Zip
    Billing Phone | Shipping Name | Shipping Street | Shipping Address1 | Shipping Address2 | Shipping Company
    Shipping Zip | Shipping Phone | Phone | Notes | Note Attributes | Employee`),
  grain: 'line',
  orderMoney: 'first_row',
  authority: 20,
  fillDown: ['order_id', 'buyer', 'currency'],
  statuses: {
    pending: 'pending_payment',
    authorized: 'pending_payment',
    partially_paid: 'partially_paid',
    paid: 'paid_unshipped',
    partially_refunded: 'paid_unshipped',
    refunded: 'closed_refunded',
    voided: 'closed',
    expired: 'closed_unpaid',
  },
  fulfilmentStatuses: {
    unfulfilled: 'paid_unshipped',
    partial: 'partially_shipped',
    fulfilled: 'shipped',
    restocked: 'closed',
  },
  currency: { kind: 'field', fallback: 'USD' },
  timeZone: 'UTC',
  clock: 'offset',
  rules: { closedAtCloses: true, equalRowsAreLines: true },
});
