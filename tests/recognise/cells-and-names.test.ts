import { describe, expect, it } from 'vitest';
import { normaliseHeader } from '../../src/domain/recognise/normalise-header.ts';
import {
  NARROW_CHARACTERS,
  normalisedVocabulary,
  normaliseStatus,
  WIDE_CHARACTERS,
} from '../../src/domain/recognise/normalise-status.ts';
import { isNullText } from '../../src/domain/recognise/null-words.ts';
import { isDateText, isNumberText, numberOf, profileColumn } from '../../src/domain/recognise/profile-column.ts';
import { PROVINCES, provinceOf } from '../../src/domain/recognise/provinces.ts';
import { isTotalRow } from '../../src/domain/recognise/total-words.ts';

describe('normaliseHeader', () => {
  it.each([
    ['收货地址 ', '收货地址'],
    ['\ufeff订单编号', '订单编号'],
    ['\u00a0用户购买手机号\u200b', '用户购买手机号'],
    ['收入金额（＋元）', '收入金额(+元)'],
    ['动帐流水号', '动账流水号'],
    ['Financial Status', 'financialstatus'],
    ['商品ＩＤ', '商品id'],
    ['\t\n', ''],
  ])('%j → %j', (raw, compared) => expect(normaliseHeader(raw)).toBe(compared));
});

describe('normaliseStatus', () => {
  it.each(['已发货，待签收', '已发货,待签收', '已发货, 待签收', ' 已发货待签收\t', '已发货、待签收'])(
    '%j is one state',
    (raw) => {
      expect(normaliseStatus(raw)).toBe('已发货待签收');
    },
  );

  it('takes full-width brackets and capitals for the same', () => {
    expect(normaliseStatus('（删除）等待出库')).toBe('(删除)等待出库');
    expect(normaliseStatus('Partially_Refunded')).toBe('partially_refunded');
  });

  it('lists for SQL what NFKC does to wide characters', () => {
    expect(WIDE_CHARACTERS).toHaveLength(NARROW_CHARACTERS.length);
    expect(WIDE_CHARACTERS.normalize('NFKC')).toBe(NARROW_CHARACTERS);
  });

  it('finds a state in a vocabulary however it is spelt', () => {
    expect(
      normalisedVocabulary({ '买家已付款，等待卖家发货': 'paid_unshipped' }).get(
        normaliseStatus('买家已付款,等待卖家发货'),
      ),
    ).toBe('paid_unshipped');
  });
});

describe('words with a meaning', () => {
  it.each(['', ' ', '-', '--', 'null', 'NULL', '#N/A', '暂无数据', '0001-01-01 00:00:00'])(
    '%j states nothing',
    (cell) => expect(isNullText(cell)).toBe(true),
  );
  it.each(['0', '0.00', '无锡市', '否'])('%j states something', (cell) => expect(isNullText(cell)).toBe(false));

  it.each([[['合计', '12']], [['', '总计：', '9']], [['Grand Total', '1']]])('%j is a total row', (cells) =>
    expect(isTotalRow(cells)).toBe(true),
  );
  it.each([[['合计款连衣裙', '12']], [['101', '合计']], [['', '']], [['Total War, boxed', '3']]])(
    '%j is none',
    (cells) => expect(isTotalRow(cells)).toBe(false),
  );
});

describe('provinces', () => {
  it('are 34, each with its own code and name', () => {
    expect(PROVINCES).toHaveLength(34);
    expect(new Set(PROVINCES.map(({ code }) => code)).size).toBe(34);
    expect(new Set(PROVINCES.map(({ short }) => short)).size).toBe(34);
    for (const { short, full } of PROVINCES) expect(full.startsWith(short)).toBe(true);
  });

  it('can be told by a prefix: none begins another', () => {
    for (const a of PROVINCES) expect(PROVINCES.filter((b) => b.short.startsWith(a.short))).toEqual([a]);
  });

  it.each([
    ['浙江省 杭州市 西湖区', '33'],
    ['内蒙古自治区', '15'],
    ['上海', '31'],
    ['北京朝阳区三环', '11'],
    ['中国广西壮族自治区南宁市', '45'],
    ['Guangdong', '44'],
    ['陕西西安市', '61'],
    ['山西省', '14'],
  ])('%s is %s', (text, code) => expect(provinceOf(text)?.code).toBe(code));

  it.each(['California', '', '省', '西湖区'])('%j is none', (text) => expect(provinceOf(text)).toBeNull());
});

describe('profileColumn', () => {
  it.each([
    '2024-03-01',
    '2024/3/1 9:05',
    '2026年01月01日',
    '19970101',
    '11/8/2018',
    '8.11.2018 10:00',
    'Mar-05-24',
    '2024-05-01 10:00:00 +0800',
    '5 Mar 2024',
  ])('%s is a date', (text) => expect(isDateText(text)).toBe(true));
  it.each(['489434', '6.95', '2024', '310000000011', '1-2', 'May'])('%s is none', (text) =>
    expect(isDateText(text)).toBe(false),
  );

  it.each([
    ['1,234.50', 1234.5],
    ['￥12', 12],
    ['95,00', 95],
    ['-3.5', -3.5],
    ['0元', 0],
    ['(12.00)', -12],
    ['12 345,6', 12345.6],
  ])('%s states %d', (text, value) => {
    expect(isNumberText(text)).toBe(true);
    expect(numberOf(text)).toBeCloseTo(value, 9);
  });
  it.each(['12a', 'A12', '', '-', '2024-01-01'])('%j states no number', (text) => expect(numberOf(text)).toBeNaN());

  it.each([
    { cells: ['1/2/2020', '13/2/2020'], order: 'dmy' },
    { cells: ['1/2/2020', '2/13/2020'], order: 'mdy' },
    { cells: ['1/2/2020', '3/4/2020'], order: 'auto' },
    { cells: ['13/2/2020', '2/13/2020'], order: 'auto' },
    { cells: ['19970101', '19970112'], order: 'ymd' },
  ])('reads $cells as $order', ({ cells, order }) => expect(profileColumn(cells).dateOrder).toBe(order));

  it('tells a rate from an amount', () => {
    expect(profileColumn(['0', '0.2', '0.45']).isRate).toBe(true);
    expect(profileColumn(['12%', '5%']).isRate).toBe(true);
    expect(profileColumn(['0.5', '12.5']).isRate).toBe(false);
    expect(profileColumn(['0', '1', '1']).isRate).toBe(false);
  });
});
