import type { ImportReport } from '../../domain/contracts/import.ts';
import type { Text } from '../../domain/contracts/text.ts';
import { formatHash } from '../../app/hash.ts';
import { changeParams } from '../../state/change-params.ts';
import { WORDS } from './words.ts';

/**
 * Where the numbers of an import are seen, and what is seen there. Pages narrow by shop and days, not by file: only
 * where a file is all there is of its shop are the numbers its own.
 *
 * @param imports all imports as far as they are known; null while they are not.
 */
export function linkNumbers(
  report: ImportReport,
  imports: readonly ImportReport[] | null,
): { href: string; label: Text } {
  // The figure on the card is dated by payment.
  const days = report.paidPeriod ?? report.period;
  const isWhole = imports !== null && report.shopId !== null && !imports.some((other) => shares(report, other));
  const period = isWhole || !days ? { range: 'all' as const } : { days };
  const members = report.shopId === null ? {} : { members: { shop: [report.shopId] } };
  const partly = report.shopId === null ? WORDS.seeDays : WORDS.seeShop;
  return {
    href: formatHash('/', changeParams(new URLSearchParams(), { ...period, ...members })),
    label: isWhole ? WORDS.seeNumbers : partly,
  };
}

/** May another import hold orders of the same shop? One without a shop holds orders of several. */
function shares(report: ImportReport, other: ImportReport): boolean {
  if (other.status !== 'imported' || other.importId === report.importId || other.orders === 0) return false;
  return other.shopId === null || other.shopId === report.shopId;
}
