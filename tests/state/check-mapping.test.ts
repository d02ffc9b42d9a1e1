import { describe, expect, it } from 'vitest';
import type { ColumnMapping } from '../../src/domain/contracts/import.ts';
import { checkMapping } from '../../src/state/check-mapping.ts';

const complete: ColumnMapping = {
  name: 'My shop',
  platform: 'other',
  grain: 'line',
  currency: 'GBP',
  fields: { order_id: 'Invoice', created_at: 'Date', qty: 'Quantity', unit_list_price: 'Price', buyer: 'Customer' },
  dateOrder: 'auto',
  cancelPrefix: 'C',
  everyRowIsPaid: true,
};
const stops = (mapping: ColumnMapping) => checkMapping(mapping).filter((one) => one.level === 'stop');

describe('checkMapping', () => {
  it('finds nothing wrong with unit price times quantity', () => {
    expect(checkMapping(complete)).toEqual([]);
  });

  it('stops without a time, without an amount, without a name, with an odd currency', () => {
    expect(stops({ ...complete, fields: { qty: 'Quantity', unit_list_price: 'Price' } })).toHaveLength(1);
    expect(stops({ ...complete, fields: { created_at: 'Date', qty: 'Quantity' } })).toHaveLength(1);
    expect(stops({ ...complete, name: ' ' })).toHaveLength(1);
    expect(stops({ ...complete, currency: '¥' })).toHaveLength(1);
  });

  it('stops when one column is two amounts, but lets a column be a title and an id', () => {
    const twice = { ...complete.fields, line_amount: 'Total', line_paid_amount: 'Total' };
    expect(stops({ ...complete, fields: twice })[0]?.params).toEqual({ column: 'Total' });
    expect(stops({ ...complete, fields: { ...complete.fields, product_id: 'Item', title: 'Item' } })).toEqual([]);
  });
});
