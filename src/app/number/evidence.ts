import type { MetricCard } from '../../domain/contracts/catalogue.ts';
import type { NumberTrace } from '../../domain/contracts/rows.ts';
import type { Voice } from '../../ui/voice.ts';
import { NUMBER_WORDS as words, TIME_BASES } from './words.ts';

type Evidence = {
  card: MetricCard;
  trace: NumberTrace;
  scope: readonly string[];
  notes: readonly string[];
  say: (value: number | null) => string;
  voice: Voice;
};

/** A number with its scope, its definition and the files it comes from, as text that can be pasted anywhere. */
export function writeEvidence({ card, trace, scope, notes, say, voice }: Evidence): string {
  return [
    `${voice.t(card.title)}: ${say(trace.value)}`,
    scope.join(' · '),
    ...notes,
    `${voice.t(words.definition)}: ${voice.t(card.definition)}`,
    `${voice.t(words.formula)}: ${voice.t(trace.formula)}`,
    `${voice.t(words.time)}: ${voice.t(TIME_BASES[card.timeBasis])}`,
    voice.t(trace.equal ? words.equal : words.unequal, {
      recomputed: say(trace.recomputed),
      rows: voice.number(trace.total),
    }),
    `${voice.t(words.files)}:`,
    ...trace.files.map(
      (file) =>
        `- ${[file.fileName, file.sheet].filter(Boolean).join(' › ')} · ${voice.t(words.rowCount, { count: voice.number(file.rows) })}`,
    ),
  ].join('\n');
}
