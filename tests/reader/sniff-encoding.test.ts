import { expect, test } from 'vitest';
import { sniffEncoding } from '../../workers/reader/sniff-encoding.ts';
import { encode } from '../support/reader-files.ts';

const ORDERS =
  '订单编号,买家昵称,宝贝标题,实付金额\n20240101,某甲,纯棉短袖T恤,12.50\n20240102,某乙,不锈钢保温杯,99.00\n';

test.each([
  ['utf-8', ORDERS, 'utf-8'],
  ['gb18030', ORDERS, 'gb18030'],
  ['utf-16le', ORDERS, 'utf-16le'],
  ['utf-16be', ORDERS, 'utf-16be'],
  ['big5', '訂單編號,買家,商品標題\n1,某甲,純棉短袖上衣,今天下午\n2,某乙,不鏽鋼保溫杯,明天\n', 'big5'],
  ['shift_jis', '注文番号,商品名,お届け先\n1,コットンのシャツ,とうきょう\n2,ステンレスのマグ,おおさか\n', 'shift_jis'],
  ['windows-1252', 'Bestellung;Käufer;Straße\n1;Jörg Müller;Königstraße\n2;Françoise;Größe\n', 'windows-1252'],
] as const)('%s without a mark', (encoding, text, expected) => {
  expect(sniffEncoding(encode(text, encoding), true)).toMatchObject({ encoding: expected, bom: false });
});

test.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le'] as const)('%s by its mark', (encoding) => {
  expect(sniffEncoding(encode(`\ufeff${ORDERS}`, encoding), true)).toEqual({
    encoding,
    unsure: false,
    ascii: false,
    bom: true,
  });
});

test('one bad place in a UTF-8 text leaves it UTF-8', () => {
  const bytes = new Uint8Array([...encode(ORDERS, 'utf-8'), 0xed, 0xa0, 0x80, 0x2c, 0x0a]);
  expect(sniffEncoding(bytes, true)).toMatchObject({ encoding: 'utf-8', unsure: false });
});

test('a few bad bytes in a GB18030 text leave it GB18030', () => {
  expect(sniffEncoding(new Uint8Array([...encode(ORDERS, 'gbk'), 0xb6, 0x2c, 0xff, 0x0a]), true).encoding).toBe(
    'gb18030',
  );
});

test('plain ASCII says that it does not know', () => {
  expect(sniffEncoding(encode('id,paid\n1,2\n', 'utf-8'), true)).toMatchObject({ encoding: 'utf-8', ascii: true });
});

test('text that two encodings read well is marked for a person to look', () => {
  // Bytes of two GB characters that are also two Cyrillic letters in UTF-8.
  const bytes = Uint8Array.of(0xd0, 0xb1, 0xd1, 0xb5, 0x2c, 0x31, 0x0a);
  expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe('бѵ,1\n');
  expect(sniffEncoding(bytes, true).unsure).toBe(true);
  expect(sniffEncoding(encode('Café,Zoë\n1,2\n', 'utf-8'), true).unsure).toBe(false);
});
