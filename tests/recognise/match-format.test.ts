import { describe, expect, it } from 'vitest';
import { matchFormat, nearestFormat } from '../../src/domain/recognise/match-format.ts';
import { ALL_FORMATS } from '../support/all-formats.ts';

const REDUCED = ['订单编号', '总金额', '买家实际支付金额', '收货地址 ', '订单创建时间', '订单付款时间 ', '退款金额'];
const PDD = [
  '商品',
  '订单号',
  '订单状态',
  '商品总价(元)',
  '邮费(元)',
  '店铺优惠折扣(元)',
  '平台优惠折扣(元)',
  '多多支付立减金额(元)',
  '用户实付金额(元)',
  '商家实收金额(元)',
  '商品数量(件)',
  '样式ID',
  '售后状态',
  '订单成交时间',
];

const best = (rows: string[][]) => matchFormat(rows, ALL_FORMATS)?.best ?? null;

describe('matchFormat', () => {
  it('reads the seven columns of a hand-cut Taobao list by name', () => {
    const found = best([REDUCED]);
    expect(found?.format.id).toBe('taobao-order_list');
    expect(found?.columns.get('buyer_paid_amount')).toEqual({ from: 2, plus: [], minus: [] });
    expect(found?.columns.get('paid_at')?.from).toBe(5);
    expect(found?.columns.has('status')).toBe(false);
    expect(found?.personal).toEqual([3]);
    expect(found?.unused).toEqual([]);
  });

  it.each([
    { what: 'full-width brackets', headers: PDD.map((name) => name.replace('(', '（').replace(')', '）')) },
    {
      what: 'invisible marks and blanks',
      headers: PDD.map((name, index) => (index === 0 ? `\ufeff${name}` : `\u00a0${name}\u200b `)),
    },
    { what: 'another order', headers: [...PDD].reverse() },
    { what: 'four columns of them', headers: ['订单号', '用户实付金额(元)', '商家实收金额(元)', '订单成交时间'] },
  ])('knows the PDD export with $what', ({ headers }) => {
    expect(best([headers])?.format.id).toBe('pdd-order');
  });

  it('finds the header below a preamble and says where', () => {
    const found = best([['店铺：样例'], [], ['导出时间：2024-01-01'], PDD, ['样例', '240305-1', '待发货']]);
    expect(found?.headerIndex).toBe(3);
  });

  it('does not look below row 20', () => {
    expect(best([...Array.from({ length: 20 }, () => ['x']), PDD])).toBeNull();
  });

  it('lowers the score for own columns, never fails for them', () => {
    const plain = best([PDD])?.score ?? 0;
    const added = best([[...PDD, '总成本', '利润', '备注一', '备注二']]);
    expect(added?.format.id).toBe('pdd-order');
    expect(added?.score).toBeLessThan(plain);
    expect(added?.unused).toHaveLength(4);
  });

  it('lowers the score for missing marks, never fails for them', () => {
    const found = best([REDUCED]);
    expect(found?.score).toBeGreaterThan(0.5);
    expect(found?.score).toBeLessThan(1);
  });

  it('reads the first of two equal names and tells', () => {
    const found = best([[...PDD, '订单号']]);
    expect(found?.columns.get('order_id')?.from).toBe(1);
    expect(found?.duplicates).toEqual(['订单号']);
  });

  it('takes 帐 for 账', () => {
    const jd = ['订单号', '下单时间', '京东价', '订购数量', '应付金额', '余额支付', '订单状态', '下单账号'];
    const found = best([jd]);
    expect(found?.columns.get('buyer')?.from).toBe(7);
    expect(found?.columns.get('payable_amount')).toEqual({ from: 4, plus: [5], minus: [] });
  });

  it('reads another generation of a column only when the first is missing', () => {
    const douyin = [
      '主订单编号',
      '子订单编号',
      '选购商品',
      '订单应付金额',
      '订单提交时间',
      '支付优惠',
      '平台实际承担优惠金额',
    ];
    expect(best([douyin])?.columns.get('merchant_receivable_amount')).toEqual({ from: 3, plus: [6, 5], minus: [] });
    expect(best([[...douyin, '商家收入金额']])?.columns.get('merchant_receivable_amount')).toEqual({
      from: 7,
      plus: [],
      minus: [],
    });
  });

  it('finds the columns of a gift', () => {
    const found = best([[...PDD, '赠品名称', '赠品数量']]);
    expect([...(found?.gift ?? [])]).toEqual([
      ['title', 14],
      ['qty', 15],
    ]);
  });

  it.each([
    [
      'Xiaohongshu, with many PDD names',
      [
        '订单号',
        '订单状态',
        '售后状态',
        '规格ID',
        '商品总价(元)',
        '用户应付金额(元)',
        '平台优惠(元)',
        '商家编码',
        '快递单号',
      ],
    ],
    ['a Taobao refund list', ['退款编号', '订单编号', '订单付款时间', '宝贝标题', '退款金额', '退款状态']],
    ['a JD settlement', ['订单编号', '订单状态', '商品编号', '商品名称', '费用名称', '应结金额', '收支方向']],
    ['an ERP order list', ['订单编号', '店铺', '订单状态', '交易时间', '付款时间', '应收金额', '货品名称', '商家编码']],
    ['an Alipay ledger', ['账务流水号', '商户订单号', '发生时间', '收入金额（+元）', '支出金额（-元）']],
    ['a seller’s own list with Taobao words', ['订单编号', '标题', '价格', '购买数量', '下单时间']],
    ['plain words', ['order', 'date', 'amount']],
  ])('leaves %s alone', (_, headers) => {
    expect(matchFormat([headers], ALL_FORMATS)).toBeNull();
  });

  it('is null for nothing at all', () => {
    expect(matchFormat([], ALL_FORMATS)).toBeNull();
    expect(matchFormat([[], ['', ' ']], ALL_FORMATS)).toBeNull();
  });
});

describe('nearestFormat', () => {
  it('names the required column that is missing', () => {
    const near = nearestFormat([PDD.filter((name) => name !== '用户实付金额(元)')], ALL_FORMATS);
    expect(near?.format.id).toBe('pdd-order');
    expect(near?.missing).toEqual(['buyer_paid_amount']);
  });

  it('is null for a table of another kind', () => {
    expect(nearestFormat([['日期', '花费(元)', '曝光量', '点击量']], ALL_FORMATS)).toBeNull();
  });
});
