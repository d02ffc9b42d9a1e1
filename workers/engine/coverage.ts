import { addDays } from '../../src/domain/calendar/day.ts';
import type { ComparedRange } from '../../src/domain/calendar/comparison.ts';
import { PLATFORMS } from '../../src/domain/contracts/canonical.ts';
import { REQUIREMENTS, type RequirementId } from '../../src/domain/contracts/define-metric.ts';
import type { MetricAnswer } from '../../src/domain/contracts/metric.ts';
import type { Text } from '../../src/domain/contracts/text.ts';
import { planCoverage, type MetricPlan } from '../../src/domain/sql/plan-metric.ts';
import type { PreparedQuery } from './prepare-query.ts';
import type { ReadGroups } from './read-plans.ts';

/** What an answer leaves out, and why. */
export type Coverage = { notComputable: MetricAnswer['notComputable']; notes: Text[] };

function platformTitle(id: string): Text {
  const known: Readonly<Record<string, Text>> = PLATFORMS;
  return known[id] ?? { 'zh-CN': id, en: id };
}

/** Whether every order that was imported states what a metric needs; then nothing has to be looked up. */
function isComplete({ plan, extents }: PreparedQuery): boolean {
  return plan.known.every((measure) =>
    extents.every(
      (extent) => extent.known[measure] === (plan.basis === 'paid' ? extent.paidOrders : extent.placedOrders),
    ),
  );
}

function partialNote(platform: string, known: number, present: number): Text {
  const share = Math.max(0.1, Math.round((1 - known / present) * 1000) / 10);
  const title = platformTitle(platform);
  return {
    'zh-CN': `${title['zh-CN']}有 ${share}% 的订单没有写明所需内容，未计入`,
    en: `${share}% of ${title.en} orders do not state what this needs and are left out`,
  };
}

function historyNotes({ plan, range, data }: PreparedQuery): Text[] {
  const { metric, lookBack } = plan;
  if (metric.needsHistory !== true || data.from === data.to) return [];
  const begin = lookBack === null ? range.from : addDays(range.to, -lookBack);
  if (lookBack !== null && begin >= data.from) return [];
  return [
    {
      'zh-CN': `历史数据从 ${data.from} 开始，更早的购买看不到`,
      en: `the data begins on ${data.from}; earlier purchases are not seen`,
    },
  ];
}

function comparisonNotes({ data }: PreparedQuery, compared: ComparedRange | null): Text[] {
  if (compared === null || compared.from >= data.from || data.from === data.to) return [];
  if (compared.to <= data.from)
    return [{ 'zh-CN': '比较期还没有数据', en: 'there is no data for the compared period' }];
  return [{ 'zh-CN': `比较期只有 ${data.from} 起的数据`, en: `the compared period has data only from ${data.from}` }];
}

/** What is asked to tell the coverage of an answer: a plan for each requirement, none where all orders state it all. */
export type CoveragePlans = readonly { id: RequirementId; plan: MetricPlan }[];

/** Plans of the counts that `readCoverage` reads. */
export function coveragePlans(prepared: PreparedQuery): CoveragePlans {
  if (isComplete(prepared)) return [];
  return prepared.plan.metric.requires.map((id) => ({ id, plan: planCoverage(prepared.plan, REQUIREMENTS[id].known) }));
}

/** Names the platforms whose orders in scope cannot say, with the reason, and those that can only partly. */
export async function readCoverage(
  read: ReadGroups,
  { prepared, compared, plans }: { prepared: PreparedQuery; compared: ComparedRange | null; plans: CoveragePlans },
): Promise<Coverage> {
  const notes = [...historyNotes(prepared), ...comparisonNotes(prepared, compared)];
  const notComputable: Coverage['notComputable'] = [];
  for (const { id, plan } of plans) {
    const groups = (await read(plan)).filter(({ present }) => present > 0);
    const named = (group: (typeof groups)[number]) => String(group.members['platform'] ?? '');
    const platforms = groups
      .filter(({ known }) => known === 0)
      .map(named)
      .toSorted();
    if (platforms.length > 0) notComputable.push({ platforms, reason: REQUIREMENTS[id].reason });
    notes.push(
      ...groups
        .filter(({ known, present }) => known > 0 && known < present)
        .map((group) => partialNote(named(group), group.known, group.present)),
    );
  }
  return { notComputable, notes };
}
