import { describe, expect, it } from 'vitest';
import { isPersonalContent, isPersonalName } from '../../src/domain/recognise/find-personal.ts';
import { guessMapping } from '../../src/domain/recognise/guess-mapping.ts';
import { matchFormat } from '../../src/domain/recognise/match-format.ts';
import { mappingToFormat } from '../../src/domain/recognise/mapping-to-format.ts';
import { editDistance, scoreName } from '../../src/domain/recognise/score-name.ts';

/** Invented rows in the shape of well-known tables. */
const PURCHASES = {
  headers: ['customer_id', 'date', 'number_of_cds', 'dollar_value'],
  rows: [
    ['00001', '19980101', '1', '10.50'],
    ['00002', '19980102', '2', '21.00'],
    ['00002', '19980105', '1', '9.90'],
  ],
};

const SALES = {
  headers: [
    'Row ID',
    'Order ID',
    'Order Date',
    'Ship Date',
    'Customer ID',
    'Customer Name',
    'Country',
    'City',
    'State',
    'Postal Code',
    'Product ID',
    'Category',
    'Product Name',
    'Sales',
    'Quantity',
    'Discount',
    'Profit',
  ],
  rows: [
    [
      '1',
      'XX-1',
      '11/8/2018',
      '11/11/2018',
      'S-1',
      'Sample One',
      'United States',
      'Town',
      'Kentucky',
      '00001',
      'P-1',
      'Desks',
      'Sample desk',
      '261.96',
      '2',
      '0',
      '41.91',
    ],
    [
      '2',
      'XX-1',
      '11/8/2018',
      '11/11/2018',
      'S-1',
      'Sample One',
      'United States',
      'Town',
      'Kentucky',
      '00001',
      'P-2',
      'Chairs',
      'Sample chair',
      '731.94',
      '3',
      '0.2',
      '219.58',
    ],
    [
      '3',
      'XX-2',
      '6/12/2018',
      '6/16/2018',
      'S-2',
      'Sample Two',
      'United States',
      'City',
      'Texas',
      '00002',
      'P-3',
      'Labels',
      'Sample label',
      '14.62',
      '2',
      '0.45',
      '-6.87',
    ],
  ],
};

const INVOICES = {
  headers: ['Invoice', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'Price', 'Customer ID', 'Country'],
  rows: [
    ['500001', 'S1', 'SAMPLE BALL', '12', '2009-12-01 07:45:00', '6.95', '10001', 'United Kingdom'],
    ['500001', 'S2', 'SAMPLE LIGHT', '10', '2009-12-01 07:45:00', '6.75', '10001', 'United Kingdom'],
    ['C500002', 'S1', 'SAMPLE BALL', '-2', '2009-12-01 08:45:00', '6.95', '', 'United Kingdom'],
  ],
};

const ERP = {
  headers: [
    '单据编号',
    '店铺',
    '单据日期',
    '会员手机号',
    '货品编码',
    '货品名称',
    '数量',
    '销售单价',
    '销售金额',
    '订单实付金额',
    '运费',
    '收件省份',
  ],
  rows: [
    ['SO1', '一店', '2024-03-01', '13800000001', 'G1', '样例茶杯', '2', '10.00', '20.00', '45.00', '5.00', '浙江'],
    ['SO1', '一店', '2024-03-01', '13800000001', 'G2', '样例茶壶', '1', '20.00', '20.00', '45.00', '5.00', '浙江'],
    ['SO2', '一店', '2024-03-02', '13800000002', 'G1', '样例茶杯', '1', '10.00', '10.00', '30.00', '0.00', '江苏'],
    ['SO2', '一店', '2024-03-02', '13800000002', 'G2', '样例茶壶', '1', '20.00', '20.00', '30.00', '0.00', '江苏'],
  ],
};

const guess = ({ headers, rows }: { headers: string[]; rows: string[][] }) => guessMapping(headers, rows, 'sample');

describe('guessMapping', () => {
  it('reads a purchase list without order numbers', () => {
    const { guess: mapping } = guess(PURCHASES);
    expect(mapping.fields).toEqual({
      created_at: 'date',
      buyer: 'customer_id',
      qty: 'number_of_cds',
      buyer_paid_amount: 'dollar_value',
    });
    expect(mapping).toMatchObject({
      grain: 'order',
      currency: 'USD',
      dateOrder: 'ymd',
      everyRowIsPaid: true,
      cancelPrefix: '',
    });
  });

  it('reads a sales table: sales are line amounts, a discount rate is no money', () => {
    const { guess: mapping, personalColumns } = guess(SALES);
    expect(mapping.fields).toMatchObject({
      order_id: 'Order ID',
      line_id: 'Row ID',
      created_at: 'Order Date',
      buyer: 'Customer ID',
      province: 'State',
      product_id: 'Product ID',
      title: 'Product Name',
      line_amount: 'Sales',
      qty: 'Quantity',
    });
    expect(Object.values(mapping.fields)).not.toContain('Discount');
    expect(Object.values(mapping.fields)).not.toContain('Profit');
    expect(mapping).toMatchObject({ grain: 'line', currency: 'USD', dateOrder: 'mdy', everyRowIsPaid: true });
    expect(personalColumns).toEqual(['Customer Name', 'Postal Code']);
  });

  it('reads an invoice list: price is a unit price, C is a cancellation, pounds by country', () => {
    const { guess: mapping } = guess(INVOICES);
    expect(mapping.fields).toEqual({
      order_id: 'Invoice',
      created_at: 'InvoiceDate',
      buyer: 'Customer ID',
      country: 'Country',
      product_id: 'StockCode',
      title: 'Description',
      qty: 'Quantity',
      unit_list_price: 'Price',
    });
    expect(mapping).toMatchObject({ grain: 'line', currency: 'GBP', cancelPrefix: 'C' });
  });

  it('reads an ERP list: what repeats on an order is the order’s, price × quantity the line’s', () => {
    const { guess: mapping, personalColumns, reasons } = guess(ERP);
    expect(mapping.fields).toMatchObject({
      order_id: '单据编号',
      shop_name: '店铺',
      created_at: '单据日期',
      product_id: '货品编码',
      title: '货品名称',
      unit_list_price: '销售单价',
      line_amount: '销售金额',
      buyer_paid_amount: '订单实付金额',
      freight_amount: '运费',
      province: '收件省份',
    });
    expect(mapping).toMatchObject({ grain: 'line', currency: 'CNY' });
    expect(personalColumns).toEqual(['会员手机号']);
    expect(reasons.line_amount?.['zh-CN']).toContain('销售金额');
  });

  it('takes an order amount that differs between the rows of an order for the line’s', () => {
    const rows = [
      ['1', '2024-01-01', 'A', '5.00'],
      ['1', '2024-01-01', 'B', '6.00'],
      ['2', '2024-01-01', 'A', '5.00'],
      ['2', '2024-01-01', 'C', '9.00'],
    ];
    expect(guess({ headers: ['order no', 'order date', 'item', 'order total'], rows }).guess.fields).toMatchObject({
      line_amount: 'order total',
    });
  });

  it('forgives slips of the pen', () => {
    const { guess: mapping } = guess({
      headers: ['Oder ID', 'Order Dtae', 'Quantiy', 'Unit Prise'],
      rows: [['A1', '2024-01-01', '2', '3.50']],
    });
    expect(mapping.fields).toEqual({
      order_id: 'Oder ID',
      created_at: 'Order Dtae',
      qty: 'Quantiy',
      unit_list_price: 'Unit Prise',
    });
  });

  it('tells time, province and amount by their values where names say nothing', () => {
    const rows = [
      ['2024-01-01', '浙江省', '12.50'],
      ['2024-01-02', '广东', '8.00'],
      ['2024-01-03', '上海', '9.90'],
    ];
    expect(guess({ headers: ['c1', 'c2', 'c3'], rows }).guess.fields).toEqual({
      created_at: 'c1',
      province: 'c2',
      buyer_paid_amount: 'c3',
    });
  });

  it('does not believe a name its values contradict', () => {
    const rows = [
      ['A', '下周', '很多'],
      ['B', '明天', '一些'],
    ];
    expect(guess({ headers: ['编码x', '日期', '金额'], rows }).guess.fields).toEqual({});
  });

  it('works on headers alone', () => {
    expect(guess({ headers: ['订单编号', '下单时间', '实付金额', '订单状态'], rows: [] }).guess.fields).toEqual({
      order_id: '订单编号',
      created_at: '下单时间',
      buyer_paid_amount: '实付金额',
      status: '订单状态',
    });
  });
});

describe('personal columns', () => {
  it.each([
    '收货人',
    '收件人姓名',
    '联系手机',
    '会员手机号',
    '身份证号码',
    '收货地址',
    '买家昵称',
    '客户名称',
    'Email',
    'Customer Name',
    'Billing Zip',
    'shipping_address_1',
    'Phone #',
    'first_name',
    'Username (Buyer)',
  ])('%s is personal by name', (header) => expect(isPersonalName(header)).toBe(true));
  it.each([
    '商品名称',
    'Product Name',
    'Store Name',
    '是否手机订单',
    '收货人省份',
    '买家付款时间',
    '买家实际支付金额',
    '买家应付货款',
    'Customer ID',
    '仓库地址',
    'Total',
    'Country',
  ])('%s is not', (header) => expect(isPersonalName(header)).toBe(false));

  it.each([
    { what: 'mail', cells: ['a@example.invalid', 'b@example.invalid'] },
    { what: 'phones', cells: ['13800000001', "'13800000002", '138****0003'] },
    { what: 'addresses', cells: ['浙江省杭州市西湖区样例路1号', '广东省深圳市南山区样例街2号'] },
    { what: 'names', cells: ['王样例', '李样例', '张样例', '陈样'] },
    { what: 'citizen numbers', cells: ['11010519491231002X'] },
  ])('$what are personal by content', ({ cells }) => expect(isPersonalContent('c1', cells)).toBe(true));

  it.each([
    { what: '18-digit order numbers', header: '编号', cells: ['393067510000100011', '393067510000100021'] },
    { what: '11-digit product numbers', header: '商品编码', cells: ['13800000001', '13800000002'] },
    { what: 'provinces', header: 'c1', cells: ['浙江省', '广东省'] },
    { what: 'product names', header: 'c1', cells: ['样例水杯', '样例台灯'] },
  ])('$what are not', ({ header, cells }) => expect(isPersonalContent(header, cells)).toBe(false));
});

describe('mappingToFormat', () => {
  it('makes a format that recognises its own header again, in any order', () => {
    const format = mappingToFormat(guess(ERP).guess, ERP.headers, ['会员手机号']);
    const again = matchFormat([[...ERP.headers].reverse(), ...ERP.rows], [format]);
    expect(again?.best.score).toBe(1);
    expect(again?.best.columns.get('buyer_paid_amount')?.from).toBe(2);
    expect(format.personal).toEqual(['会员手机号']);
    expect(format).toMatchObject({ grain: 'line', orderMoney: 'repeated', rules: { equalRowsAreLines: true } });
  });

  it('numbers rows without an order number and makes the only amount the line’s, so that returns can be told', () => {
    const format = mappingToFormat(guess(PURCHASES).guess, PURCHASES.headers);
    expect(format.required).toEqual(['created_at', 'line_amount']);
    expect(format.rules).toMatchObject({ orderIdFromRow: true, everyRowIsPaid: true, negativeIsReturn: true });
    expect(format.currency).toEqual({ kind: 'fixed', code: 'USD' });
  });

  it('keeps price and quantity as the money of an invoice list, and its cancellations', () => {
    const format = mappingToFormat(guess(INVOICES).guess, INVOICES.headers);
    expect(format.required).toEqual(['order_id', 'created_at', 'unit_list_price', 'qty']);
    expect(format).toMatchObject({ orderMoney: 'sum_of_lines', rules: { cancelPrefix: 'C', negativeIsReturn: true } });
  });

  it('is found under the same id for the same columns', () => {
    const { guess: mapping } = guess(SALES);
    expect(mappingToFormat(mapping, [...SALES.headers].reverse()).id).toBe(mappingToFormat(mapping, SALES.headers).id);
    expect(mappingToFormat(mapping, [...SALES.headers, 'more']).id).not.toBe(
      mappingToFormat(mapping, SALES.headers).id,
    );
  });
});

describe('scoreName', () => {
  it('prefers the same name to one alike to one that contains it', () => {
    const [same, alike, contains] = ['Quantity', 'Quantiti', 'Net Quantity'].map(
      (name) => scoreName(name, 'qty')?.score ?? 0,
    );
    expect(same).toBeGreaterThan(alike ?? 1);
    expect(alike).toBeGreaterThan(contains ?? 1);
    expect(scoreName('Profit', 'qty')).toBeNull();
  });

  it.each([
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
    ['', 'ab', 2],
  ])('%s and %s are %d apart', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));
});
