import { sayCaveat } from '../../app/number/answer-notes.ts';
import type { MetricCard } from '../../domain/contracts/catalogue.ts';
import type { MetricAnswer } from '../../domain/contracts/metric.ts';
import type { Text } from '../../domain/contracts/text.ts';
import { explain } from '../../i18n/explain.ts';
import type { Phase } from '../../state/query.svelte.ts';
import { measureChange } from '../../ui/change.ts';
import type { Voice } from '../../ui/voice.ts';
import { WORDS } from './words.ts';

type Asked = {
  card: MetricCard;
  query: { phase: Phase<MetricAnswer>; value: MetricAnswer | undefined; isLoading: boolean };
  voice: Voice;
  /** The first figure is written out, the others in brief. */
  isMain: boolean;
};

/** One figure of the strip: its value, what it is measured against, and what must be known beside it. */
export function describeFigure({ card, query, voice, isMain }: Asked) {
  const answer = query.value;
  const row = answer?.rows[0];
  const named = {
    id: card.id,
    title: voice.t(card.title),
    definition: voice.t(card.definition),
    busy: query.isLoading,
  };
  if (!answer || !row || row.value === null || query.phase.is === 'failed') {
    return {
      ...named,
      value: null,
      reason: voice.t(sayMissing(query.phase, answer)),
      change: null,
      against: '',
      caveat: '',
    };
  }
  const change = measureChange(row.value, row.previous, answer.unit);
  return {
    ...named,
    value: voice.value(row.value, answer, isMain ? 'full' : 'compact'),
    exact: voice.value(row.value, answer),
    reason: '',
    change,
    against: sayAgainst(answer, change !== null, voice),
    caveat: [sayCaveat(answer, voice), isMain ? sayOthers(answer, voice) : ''].filter(Boolean).join(' · '),
  };
}

function sayAgainst(answer: MetricAnswer, hasChange: boolean, voice: Voice): string {
  if (!answer.comparison) return '';
  return voice.t(hasChange ? answer.comparison.label : WORDS.noPrevious);
}

function sayMissing(phase: Phase<MetricAnswer>, answer: MetricAnswer | undefined): Text {
  if (phase.is === 'failed') return explain(phase.error).text;
  if (!answer) return WORDS.working;
  return answer.notComputable[0]?.reason ?? WORDS.nothing;
}

/** Money that is not in the main figure, said once in the strip. */
function sayOthers(answer: MetricAnswer, voice: Voice): string {
  const others = answer.otherCurrencies.filter((one) => one.value !== 0);
  const amounts = voice.list(others.map((one) => voice.money(one.value, one.currency)));
  return others.length > 0 ? voice.t(WORDS.other, { amounts }) : '';
}
