import { describe, expect, it } from 'vitest';
import { findHeader } from '../../src/domain/recognise/find-header.ts';

const HEADER = ['门店', '日期', '金额', '数量'];
const DATA = [
  ['一店', '2024-01-01', '12.00', '1'],
  ['二店', '2024-01-02', '13.00', '2'],
];

describe('findHeader', () => {
  it.each([
    { what: 'on the first row', rows: [HEADER, ...DATA], at: 0 },
    { what: 'below titles and a blank row', rows: [['销售报表'], ['期间：2024-01'], [], HEADER, ...DATA], at: 3 },
    { what: 'below a merged group title', rows: [['基本信息', '', '', ''], HEADER, ...DATA], at: 1 },
    { what: 'printed again on each page', rows: [HEADER, ...DATA, HEADER, ...DATA], at: 0 },
    {
      what: 'with a year among its names',
      rows: [
        ['客户', '2023', '区域', '渠道', '等级'],
        ['甲', '12', '东', '线上', 'A'],
        ['乙', '13', '西', '线下', 'B'],
      ],
      at: 0,
    },
    { what: 'of one column', rows: [['amount'], ['1'], ['2']], at: 0 },
  ])('finds a header $what', ({ rows, at }) => expect(findHeader(rows)).toBe(at));

  it.each([
    { what: 'a file that starts with data', rows: DATA.map((row) => row.slice(1)) },
    { what: 'nothing', rows: [] },
    { what: 'blank rows', rows: [[''], ['', '']] },
    {
      what: 'lists of words that repeat',
      rows: [
        ['milk', 'bread'],
        ['milk', 'butter'],
        ['bread', 'bread'],
      ],
    },
  ])('finds none in $what', ({ rows }) => expect(findHeader(rows)).toBeNull());
});
