import { describe, expect, test } from 'vitest';
import { readBytes } from '../support/reader-read.ts';
import { realBytes, realFiles } from '../support/reader-real.ts';

type Golden = { preamble_lines_before_header: number; header: string[]; body_rows: number };

function golden(bill: string): Golden {
  const answers: { files: Record<string, Golden> } = JSON.parse(
    new TextDecoder().decode(realBytes('golden', 'cn_bills.json')),
  );
  const found = answers.files[bill];
  if (found === undefined) throw new Error(`no answer for ${bill}`);
  return found;
}

describe.skipIf(realFiles('bills') === null)('bills of payment systems', () => {
  test.each([
    ['alipay', 'example-alipay-records.csv', 'gb18030'],
    ['wechat', 'example-wechat-records.csv', 'utf-8'],
  ] as const)('%s: encoding, header below the preamble, every row', async (bill, file, encoding) => {
    const bytes = realBytes('bills', file);
    const answer = golden(bill);
    const { inspection } = await readBytes(bytes);
    const [first] = inspection.tables;
    expect(first).toMatchObject({ encoding, encodingUnsure: false, delimiter: ',' });
    const headerIndex = first?.headLines.indexOf(answer.preamble_lines_before_header + 1) ?? -1;
    const { table } = await readBytes(bytes, file, { headerIndex });
    // Cells come as they stand in the file, padded with blanks; cleaning is for those who know the column.
    expect(table.header.map((cell) => cell.trimEnd())).toEqual(answer.header);
    expect(table.rows).toHaveLength(answer.body_rows);
    expect(table.rejected).toEqual([]);
  });

  test('wechat: the workbook holds the same rows as the text', async () => {
    const answer = golden('wechat');
    const bytes = realBytes('bills', 'example-wechat-records.xlsx');
    const { inspection } = await readBytes(bytes);
    const wanted = JSON.stringify(answer.header);
    const index = inspection.tables.findIndex(({ head }) => head.some((row) => JSON.stringify(row) === wanted));
    const headerIndex = inspection.tables[index]?.head.findIndex((row) => JSON.stringify(row) === wanted) ?? -1;
    const { table } = await readBytes(bytes, 'bill.xlsx', { table: index, headerIndex });
    expect(table.rows).toHaveLength(answer.body_rows);
  });
});
