import { describe, expect, it } from 'vitest';
import { fieldSource } from '../../src/domain/contracts/format.ts';
import { contactColumns } from '../../src/domain/recognise/contact-columns.ts';
import { roleOfHeader } from '../../src/domain/recognise/contact-roles.ts';
import { ALL_FORMATS } from '../support/all-formats.ts';

const said = (header: string) => {
  const found = roleOfHeader(header);
  return found !== null && typeof found === 'object' ? found.role : found;
};

describe('every personal column of every layout', () => {
  const headers = ALL_FORMATS.flatMap((format) => {
    const { buyer, address } = format.fields;
    const ofFields = [buyer, address].flatMap((source) => (source === undefined ? [] : fieldSource(source).from));
    return [...format.personal, ...ofFields].map((header) => [format.id, header] as const);
  });
  it.each(headers)('%s: %s is kept as something, or left out for a reason', (_, header) =>
    expect(roleOfHeader(header)).not.toBeNull(),
  );
  it('is more than fifty', () => expect(new Set(headers.map(([, header]) => header)).size).toBeGreaterThan(50));
});

it.each([
  ['收货人姓名', 'recipient'],
  ['联系手机', 'phone'],
  ['买家会员名', 'buyer_nick'],
  ['Shipping Name', 'recipient'],
  ['Billing Phone', 'billing_phone'],
  ['E-mail', 'email'],
  ['身份证号码', 'identity_papers'],
  ['配送员手机号', 'not_of_the_buyer'],
  ['Shipping Address2', 'said_by_another_column'],
  // of no list
  ['收货人手机2', 'phone'],
  ['Passport no', 'identity_papers'],
  ['会员微信昵称', 'buyer_nick'],
  ['Delivery phone', 'phone'],
  ['颜色', null],
])('%s says %j', (header, role) => expect(said(header)).toBe(role));

describe('columns of a table', () => {
  it('of one role are read in the order of the vocabulary, and others not at all', () => {
    const headers = ['订单编号', '收货地址', '修改后的收货地址', '身份证号码', '联系电话', '联系手机'];
    const found = contactColumns({ headers, personal: [1, 2, 3, 4, 5], columns: [{ field: 'address', from: 1 }] });
    expect(found).toEqual([
      { role: 'address', columns: [2, 1] },
      { role: 'phone', columns: [5, 4] },
    ]);
  });

  it('that a user mapped are kept as what they were mapped to, where their names say nothing', () => {
    const headers = ['no', '甲', '乙', '丙'];
    const columns = [
      { field: 'buyer', from: 1 },
      { field: 'address', from: 2 },
    ] as const;
    expect(contactColumns({ headers, personal: [1, 2, 3], columns })).toEqual([
      { role: 'buyer_nick', columns: [1] },
      { role: 'address', columns: [2] },
    ]);
  });
});
