import { expect, test } from 'vitest';
import { sniffDelimiter } from '../../workers/reader/sniff-delimiter.ts';

const sniff = (text: string): string | null =>
  sniffDelimiter({ bytes: new TextEncoder().encode(text), whole: true }).delimiter;

test.each([
  ['comma', 'a,b,c\n1,2,3\n', ','],
  ['tab', 'a\tb\n1\t2\n', '\t'],
  ['pipe', 'a|b|c\n1|2|3\n', '|'],
  ['semicolons with decimal commas', 'Artikel;Preis;Menge\nTasse;1,50;2\nTeller;2,75;1\nGabel;0,99;4\n', ';'],
  ['commas with a text of semicolons', 'id,spec,paid\n1,红;XL,2.5\n2,蓝;M,3.5\n3,白;S,1.0\n', ','],
  ['delimiters inside quotes do not count', 'id;note\n1;"a,b,c"\n2;"d,e,f"\n3;"g,h,i"\n', ';'],
  [
    'preamble of other widths',
    '#账单\n#账号:[x]\n\n起始,终止\n订单,金额,时间,状态\n1,2,3,4\n1,2,3,4\n1,2,3,4\n#----\n合计,9\n',
    ',',
  ],
  ['a stated delimiter wins', 'sep=;\na,b;c\n1,2;3\n', ';'],
  [
    'listing in columns of blanks',
    ' id  date      qty  paid\n 00001 19970101  1   11.77\n 00002 19970112  12  12.00\n 00003 19970112  5   77.00\n',
    'space',
  ],
  ['names of two words are one column', 'name\nJohn Smith\nJane Doe\nMax Mann\nEva Frau\n', null],
  ['words aligned by chance are one column', 'two words\nsome  text\nmore words\n', null],
  ['baskets of any width', 'milk,bread\nbeer\nmilk,bread,butter,eggs\nwine,beer\nmilk,eggs,tea\nsalt,oil\n', ','],
])('%s', (_, text, expected) => {
  expect(sniff(text)).toBe(expected);
});
