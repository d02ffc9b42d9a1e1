import { buyerId, overseasName } from './buyers.ts';
import { pacificOffset } from './calendar.ts';
import { productOf, skuAt } from './catalogue.ts';
import { shopifyName } from './ids.ts';
import { stateAt } from './lifecycle.ts';
import type { OrderState } from './lifecycle.ts';
import { decimal } from './money.ts';
import type { SampleOrder } from './orders.ts';
import { STATES } from './regions.ts';
import type { RowWriter } from './write.ts';

const HEADER =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,' +
  'Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,' +
  'Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,' +
  'Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,' +
  'Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,' +
  'Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,' +
  'Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,' +
  'Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References';

function financial(order: SampleOrder, state: OrderState): string {
  if (state.closed === 'unpaid') return 'voided';
  if (!state.isPaid) return 'pending';
  if (state.refund !== 'done') return 'paid';
  return order.life.refundKind === 'partial' ? 'partially_refunded' : 'refunded';
}

/** Moment of cancellation, or −1: unpaid for a day, or given back before it was sent. */
function cancelledAt(order: SampleOrder, state: OrderState): number {
  if (state.closed === 'unpaid') return order.life.created + 86_400;
  return state.closed === 'refunded' && !state.isShipped ? order.life.refundDone : -1;
}

const paymentCells = (order: SampleOrder, state: OrderState) =>
  state.isPaid ? `Shopify Payments,c${30_000_000_001 + order.serial}.1` : ',';

const outstanding = (order: SampleOrder, state: OrderState) =>
  state.isPaid || state.closed === 'unpaid' ? '0.00' : decimal(order.money.paid);

/** Address block of billing or shipping: invented names at example addresses. */
function addressBlock(name: string, order: SampleOrder): string {
  const [, code, , , city, zip] = STATES[order.region] ?? STATES[0];
  return `${name},${100 + (order.person % 800)} Sample St,${100 + (order.person % 800)} Sample St,,,${city},'${zip},${code},US,`;
}

/** Orders export, 79 columns: one row per line item, the columns of the order only on its first row. */
export const writeShopify: RowWriter = (plan, stamps, asOf) => {
  const when = (at: number) => {
    const text = stamps.at(at, asOf);
    return text === '' ? '' : `${text} ${pacificOffset(plan.firstDay + Math.floor(at / 86_400))}`;
  };
  return {
    header: [`${HEADER}\n`],
    rows(order) {
      const { life, money } = order;
      const state = stateAt(life, asOf);
      const [stateName, , , rate] = STATES[order.region] ?? STATES[0];
      const name = shopifyName(order);
      const email = buyerId(plan, order.channel.index, order.buyer);
      const person = overseasName(plan, order.buyer);
      const fulfilment = state.isShipped ? 'fulfilled' : 'unfulfilled';
      const refund = state.refund === 'done' ? order.refund : 0;
      const created = when(life.created);
      const tax = money.tax > 0 ? `${stateName} State Tax ${rate / 100}%,${decimal(money.tax)}` : ',';
      const code = money.merchant > 0 ? 'SEASON' : '';
      return order.lines.map((line, i) => {
        const sku = skuAt(line.sku);
        const title = `${productOf(sku).titleEn} - ${sku.colourEn} / ${sku.sizeEn}`;
        const cell =
          `${line.qty},${title.includes(',') ? `"${title}"` : title},${decimal(line.unit)},,${sku.code},true,true,` +
          (state.isShipped ? 'fulfilled' : 'pending');
        if (i > 0)
          return `${name},${email}${','.repeat(14)}${created},${cell}${','.repeat(26)},Tangxili${','.repeat(9)}0.00${','.repeat(19)}\n`;
        return (
          `${name},${email},${financial(order, state)},${when(life.paid)},${fulfilment},${when(life.shipped)},${order.person % 2 === 0 ? 'yes' : 'no'},USD,` +
          `${decimal(money.list - money.merchant)},${decimal(money.freight)},${decimal(money.tax)},${decimal(money.paid)},${code},${decimal(money.merchant)},` +
          `${money.freight > 0 ? 'Standard' : 'Free Shipping'},${created},${cell},${addressBlock(person, order)},${addressBlock(person, order)},,,${when(cancelledAt(order, state))},` +
          `${paymentCells(order, state)},${decimal(refund)},Tangxili,` +
          `${outstanding(order, state)},,,,${5_600_000_000_001 + order.serial * 2},,Low,web,0.00,${tax}${','.repeat(12)}` +
          `${stateName},${stateName},${state.isPaid ? `rSample${order.serial}` : ''},,,\n`
        );
      });
    },
  };
};
