import { describe, expect, it } from 'vitest';
import { guessMapping } from '../../src/domain/recognise/guess-mapping.ts';

describe('the name of what was sold', () => {
  const base = { headers: ['订单号', '下单时间', '数量', '实付金额'], cells: ['A1', '2024-01-01', '1', '9.90'] };
  const fieldsOf = (named: Record<string, string>) =>
    guessMapping([...base.headers, ...Object.keys(named)], [[...base.cells, ...Object.values(named)]], 'sample').guess
      .fields;

  it.each([
    '货品',
    '货品名称',
    '货品名',
    '宝贝',
    '宝贝名称',
    '宝贝标题 ',
    '商品',
    '商品名',
    '商品全称',
    '产品',
    '产品标题',
    '货物名称',
    '物品名称',
    'SKU名称',
    '品名',
    'Product',
    'Product Name',
    'Lineitem name',
    'Listing Title',
    'Goods',
    'Article name',
  ])('stands under “%s”', (header) =>
    expect(fieldsOf({ [header]: '样例茶杯' })).toMatchObject({ title: header.trim() }),
  );

  it.each(['货品编码', '货品ID', '宝贝ID', '宝贝编码', '产品ID', '商品编码', 'Product ID'])(
    'does not stand under “%s”, which tells goods apart',
    (header) => {
      expect(fieldsOf({ [header]: 'G1' })).toMatchObject({ product_id: header });
      expect(fieldsOf({ [header]: 'G1', 货品: '样例茶杯' })).toMatchObject({ product_id: header, title: '货品' });
    },
  );

  it('is no number: a product under a bare number is told apart by it', () => {
    expect(fieldsOf({ Product: '100200' })).toMatchObject({ product_id: 'Product' });
    expect(fieldsOf({ 宝贝总数量: '3', 商品金额: '9.90', 货品: '7001' }).title).toBeUndefined();
  });

  it('leaves the full name to the fuller header', () => {
    expect(fieldsOf({ Product: 'P-7', 'Product Name': 'Sample cup' })).toMatchObject({
      product_id: 'Product',
      title: 'Product Name',
    });
    expect(fieldsOf({ 商品: '样例', 商品名称: '样例茶杯' })).toMatchObject({ title: '商品名称' });
  });
});
