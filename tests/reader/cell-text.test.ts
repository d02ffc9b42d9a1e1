import { expect, test } from 'vitest';
import { builtinKind, dateText, formatKind, isoText, numberText } from '../../workers/reader/read-xlsx/cell-text.ts';

test.each([
  ['12', '12'],
  ['-0.50', '-0.50'],
  ['3549444001190535123', '3549444001190535123'],
  ['0.30000000000000004', '0.3'],
  ['12.300000000000001', '12.3'],
  ['99.989999999999995', '99.99'],
  ['5.0000000000000001E-3', '0.005'],
  ['1E-7', '0.0000001'],
  ['-1.5E-3', '-0.0015'],
  ['1.23456789E7', '12345678.9'],
  ['1.23456789012E11', '123456789012'],
  ['1.2345678901234568E+18', '1.2345678901234568E+18'],
  ['1.23E+18', '1.23E+18'],
  ['abc', 'abc'],
])('number %s reads %s', (raw, text) => {
  expect(numberText(raw)).toBe(text);
});

test.each([
  ['General', 'number'],
  ['0.00_ ', 'number'],
  ['#,##0.00;[Red]-#,##0.00', 'number'],
  ['0.00E+00', 'number'],
  ['"day" 0', 'number'],
  ['¥#,##0', 'number'],
  ['@', 'number'],
  ['yyyy-mm-dd', 'date'],
  ['yyyy"年"m"月"d"日"', 'date'],
  ['[$-804]yyyy"年"m"月"d"日";@', 'date'],
  ['yyyy/m/d h:mm', 'date'],
  ['m"月"', 'date'],
  ['h:mm AM/PM', 'time'],
  ['上午/下午h"时"mm"分"', 'time'],
  ['[h]:mm', 'elapsed'],
  ['[mm]:ss', 'elapsed'],
])('format %s shows a %s', (code, kind) => {
  expect(formatKind(code)).toBe(kind);
});

test('built-in formats, Chinese ones among them', () => {
  expect([0, 2, 14, 22, 31, 57, 20, 33, 46, 49].map(builtinKind)).toEqual([
    'number',
    'number',
    'date',
    'date',
    'date',
    'date',
    'time',
    'time',
    'elapsed',
    'number',
  ]);
});

// Serial numbers as a spreadsheet shows them.
test.each([
  [45292, 'date', false, '2024-01-01'],
  [45351.5, 'date', false, '2024-02-29 12:00:00'],
  [45292, 'time', false, '2024-01-01 00:00:00'],
  [45292.999994, 'date', false, '2024-01-01 23:59:59'],
  [45292.999999, 'date', false, '2024-01-02'],
  [1, 'date', false, '1900-01-01'],
  [59, 'date', false, '1900-02-28'],
  [60, 'date', false, '1900-02-29'],
  [61, 'date', false, '1900-03-01'],
  [43830, 'date', true, '2024-01-01'],
  [0.75, 'time', false, '18:00:00'],
  [1.5, 'elapsed', false, '36:00:00'],
  [-1, 'date', false, null],
  [3_000_000, 'date', false, null],
] as const)('day %s as %s (1904: %s) is %s', (...[serial, kind, epoch1904, text]) => {
  expect(dateText(serial, kind, epoch1904)).toBe(text);
});

test('ISO moments', () => {
  expect(
    ['2024-01-02', '2024-01-02T03:04:05', '2024-01-02T03:04:05.678Z', '2024-01-02T03:04', 'x'].map(isoText),
  ).toEqual(['2024-01-02', '2024-01-02 03:04:05', '2024-01-02 03:04:05', '2024-01-02 03:04:00', 'x']);
});
