import { delimited, layOut, quotedIfNeeded, utf8, type Cells, type FixtureFile } from './write-text.ts';

const HEADER = (
  'Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|Currency|Subtotal|Shipping|Taxes|Total|Discount Code|' +
  'Discount Amount|Shipping Method|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem compare at price|Lineitem sku|' +
  'Lineitem requires shipping|Lineitem taxable|Lineitem fulfillment status|Billing Name|Billing Street|Billing Address1|Billing Address2|' +
  'Billing Company|Billing City|Billing Zip|Billing Province|Billing Country|Billing Phone|Shipping Name|Shipping Street|Shipping Address1|' +
  'Shipping Address2|Shipping Company|Shipping City|Shipping Zip|Shipping Province|Shipping Country|Shipping Phone|Notes|Note Attributes|' +
  'Cancelled at|Payment Method|Payment Reference|Refunded Amount|Vendor|Outstanding Balance|Employee|Location|Device ID|Id|Tags|Risk Level|' +
  'Source|Lineitem discount|Tax 1 Name|Tax 1 Value|Tax 2 Name|Tax 2 Value|Tax 3 Name|Tax 3 Value|Tax 4 Name|Tax 4 Value|Tax 5 Name|' +
  'Tax 5 Value|Phone|Receipt Number|Duties|Billing Province Name|Shipping Province Name|Payment ID|Payment Terms Name|Next Payment Due At|' +
  'Payment References'
).split('|');

const FIRST_ROW: Cells = {
  'Accepts Marketing': 'no',
  Currency: 'USD',
  Shipping: '0.00',
  Taxes: '0.00',
  'Discount Amount': '0.00',
  'Billing Name': 'Sample Person',
  'Billing Zip': "'00000",
  'Shipping Name': 'Sample Person',
  'Shipping City': 'Sampletown',
  'Shipping Zip': "'00000",
  'Shipping Province': 'CA',
  'Shipping Country': 'US',
  'Shipping Phone': "'+10000000000",
  'Refunded Amount': '0.00',
  'Outstanding Balance': '0.00',
  Source: 'web',
  'Risk Level': 'Low',
  'Shipping Province Name': 'California',
  'Payment Method': 'Shopify Payments',
  'Lineitem discount': '0.00',
  'Lineitem fulfillment status': 'pending',
  Vendor: 'Sample Maker',
};

type Item = readonly [quantity: string, name: string, price: string, sku: string];

function first(
  name: string,
  email: string,
  status: string,
  paidAt: string,
  fulfilment: string,
  created: string,
  total: string,
  item: Item,
): Cells {
  const [quantity, title, price, sku] = item;
  return {
    ...FIRST_ROW,
    Name: name,
    Email: email,
    'Financial Status': status,
    'Paid at': paidAt,
    'Fulfillment Status': fulfilment,
    'Created at': created,
    Subtotal: total,
    Total: total,
    'Lineitem quantity': quantity,
    'Lineitem name': title,
    'Lineitem price': price,
    'Lineitem sku': sku,
    Id: `5000000000${name.replace('#', '')}`,
  };
}

function more(name: string, email: string, created: string, item: Item, discount: string): Cells {
  const [quantity, title, price, sku] = item;
  return {
    Name: name,
    Email: email,
    'Created at': created,
    'Lineitem quantity': quantity,
    'Lineitem name': title,
    'Lineitem price': price,
    'Lineitem sku': sku,
    'Lineitem discount': discount,
    Vendor: 'Sample Maker',
  };
}

const MUG: Item = ['1', 'Sample mug - Blue', '20.00', 'MUG-B'];

const ROWS: readonly Cells[] = [
  {
    ...first(
      '#1001',
      'a@example.invalid',
      'paid',
      '2024-05-01 10:00:10 +0800',
      'fulfilled',
      '2024-05-01 10:00:00 +0800',
      '118.00',
      ['2', 'Sample lamp - Small', '30.00', 'LAMP-S'],
    ),
    Subtotal: '100.00',
    Shipping: '10.00',
    Taxes: '8.00',
    'Fulfilled at': '2024-05-02 09:00:00 +0800',
  },
  more(
    '#1001',
    'a@example.invalid',
    '2024-05-01 10:00:00 +0800',
    ['1', 'Sample lamp - Large', '50.00', 'LAMP-L'],
    '10.00',
  ),
  {
    ...first('#1002', 'b@example.invalid', 'pending', '', 'unfulfilled', '2024-05-01 11:00:00 +0800', '40.00', [
      '2',
      'Sample mug - Blue',
      '20.00',
      'MUG-B',
    ]),
    'Outstanding Balance': '40.00',
  },
  {
    ...first(
      '#1003',
      'a@example.invalid',
      'partially_refunded',
      '2024-05-02 09:00:05 +0800',
      'fulfilled',
      '2024-05-02 09:00:00 +0800',
      '75.00',
      ['3', 'Sample bowl', '25.00', 'BOWL'],
    ),
    'Refunded Amount': '25.00',
    'Fulfilled at': '2024-05-03 09:00:00 +0800',
  },
  {
    ...first(
      '#1004',
      'c@example.invalid',
      'refunded',
      '2024-05-02 10:00:05 +0800',
      'restocked',
      '2024-05-02 10:00:00 +0800',
      '20.00',
      MUG,
    ),
    'Refunded Amount': '20.00',
  },
  {
    ...first('#1005', 'd@example.invalid', 'voided', '', 'unfulfilled', '2024-05-02 11:00:00 +0800', '55.00', [
      '1',
      'Sample vase',
      '55.00',
      'VASE',
    ]),
    'Cancelled at': '2024-05-02 12:00:00 +0800',
    'Outstanding Balance': '55.00',
  },
  {
    ...first(
      '#1006',
      'e@example.invalid',
      'paid',
      '2024-05-02 13:00:05 +0800',
      'unfulfilled',
      '2024-05-02 13:00:00 +0800',
      '30.00',
      ['1', 'Sample lamp - Small', '30.00', 'LAMP-S'],
    ),
    'Cancelled at': '2024-05-02 14:00:00 +0800',
    'Refunded Amount': '30.00',
  },
  {
    ...first('#1007', 'f@example.invalid', 'partially_paid', '', 'unfulfilled', '2024-05-03 09:00:00 +0800', '200.00', [
      '4',
      'Sample lamp - Large',
      '50.00',
      'LAMP-L',
    ]),
    'Outstanding Balance': '150.00',
  },
  {
    ...first(
      '#1008',
      'g@example.invalid',
      'paid',
      '2024-05-03 10:00:05 -0400',
      'partial',
      '2024-05-03 23:30:00 -0400',
      '64.00',
      ['2', 'Sample mug - Blue', '20.00', 'MUG-B'],
    ),
    'Paid at': '2024-05-03 23:30:05 -0400',
    Subtotal: '60.00',
    Shipping: '4.00',
    Notes: 'first line of a note\nsecond line of it',
    'Shipping Province': 'NY',
    'Shipping Province Name': 'New York',
  },
  more('', '', '2024-05-03 23:30:00 -0400', ['1', 'Sample mug - Red', '20.00', 'MUG-R'], '0.00'),
  {
    ...first(
      '#1009',
      'h@example.invalid',
      'paid',
      '2024-05-04 08:00:05 +0200',
      'unfulfilled',
      '2024-05-04 08:00:00 +0200',
      '49.90',
      ['1', 'Sample vase', '49.90', 'VASE'],
    ),
    Currency: 'EUR',
    'Shipping Country': 'DE',
    'Shipping Province': '',
    'Shipping Province Name': '',
  },
  first(
    '#1010',
    'i@example.invalid',
    'disputed',
    '2024-05-04 09:00:05 +0800',
    'unfulfilled',
    '2024-05-04 09:00:00 +0800',
    '10.00',
    ['1', 'Sample card', '10.00', 'CARD'],
  ),
  first(
    '#1011',
    'i@example.invalid',
    'paid',
    '2024-05-04 10:00:05 +0800',
    'unfulfilled',
    '2024-02-30 10:00:00 +0800',
    '11.00',
    ['1', 'Sample card', '11.00', 'CARD'],
  ),
];

export const shopifyOrders: readonly FixtureFile[] = [
  {
    folder: 'shopify-orders',
    name: 'input.csv',
    bytes: utf8(delimited([HEADER, ...layOut(HEADER, ROWS)], quotedIfNeeded, '\n')),
  },
];
