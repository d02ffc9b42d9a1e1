import type { ImportReport } from '../../../src/domain/contracts/import.ts';
import type { SourceTable } from '../../../src/domain/contracts/source.ts';

/** A report before anything is known. Its id is only final once the import is stored. */
export function blankReport(fileName: string, sheet: string): ImportReport {
  return {
    importId: '',
    fileName,
    sheet,
    status: 'failed',
    error: null,
    container: null,
    encoding: null,
    delimiter: null,
    formatId: null,
    formatTitle: null,
    platform: null,
    matchScore: 0,
    runnerUp: null,
    shopId: null,
    shopName: null,
    headerLine: null,
    preamble: [],
    period: null,
    rows: { read: 0, kept: 0, duplicate: 0, quarantined: 0, dropped: 0 },
    orders: 0,
    ordersNew: 0,
    ordersUpdated: 0,
    paidAmount: [],
    controlTotals: [],
    issues: [],
    notes: [],
    personal: [],
    unusedColumns: [],
    importedAt: '',
    millis: 0,
  };
}

/** Numbers long enough to be a phone, a card or an account, and addresses of mail: only their ends are kept. */
function maskText(text: string): string {
  return text
    .replace(/\d{7,}/g, (digits) => `${digits.slice(0, 2)}***${digits.slice(-2)}`)
    .replace(/[\w.+-]+@[\w.-]+/g, (mail) => `***${mail.slice(mail.indexOf('@'))}`);
}

/** Lines above the header (title, account, period…), with personal numbers masked. */
export function describePreamble({ head }: SourceTable, headerIndex: number): string[] {
  return head
    .slice(0, headerIndex)
    .map((cells) =>
      maskText(
        cells
          .filter((cell) => cell.trim() !== '')
          .join(' ')
          .slice(0, 200),
      ),
    )
    .filter((line) => line !== '');
}
