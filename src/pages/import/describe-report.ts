import { PLATFORMS } from '../../domain/contracts/canonical.ts';
import type { ImportReport } from '../../domain/contracts/import.ts';
import type { Voice } from '../../ui/voice.ts';
import { WORDS } from './words.ts';

/** What a table was found to be: platform, report, sheet, shop, period and header line; nothing is said twice. */
export function describeReport(report: ImportReport, voice: Voice): string[] {
  const title = report.formatTitle ? voice.t(report.formatTitle) : '';
  const platform = report.platform ? voice.t(PLATFORMS[report.platform]) : '';
  const facts = [
    title.startsWith(platform) ? '' : platform,
    title,
    report.sheet,
    report.shopName === platform ? '' : report.shopName,
    report.period ? voice.days(report.period.from, report.period.to) : '',
    report.headerLine ? voice.t(WORDS.header, { line: report.headerLine }) : '',
  ];
  return [...new Set(facts.flatMap((fact) => fact || []))];
}
