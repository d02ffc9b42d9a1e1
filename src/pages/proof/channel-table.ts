import type { ThreadTrial } from '../../domain/contracts/channels.ts';
import type { SmallTable } from '../../ui/tables/small-table.ts';
import type { Voice } from '../../ui/voice.ts';
import { CHANNELS, WORDS as w } from './words.ts';

const THREADS = ['page', 'engine', 'reader', 'vault'] as const;

/** One row per way out, one column per thread that tried it. */
export function channelTable(trials: ReadonlyMap<string, ThreadTrial>, voice: Voice): SmallTable {
  const tried = THREADS.filter((thread) => trials.has(thread));
  const outcome = (thread: string, channel: string) => {
    const found = trials.get(thread)?.trials.find((trial) => trial.channel === channel);
    return found ? voice.t(w[found.outcome]) : '–';
  };
  const channels = Object.keys(CHANNELS).filter((channel) => tried.some((thread) => outcome(thread, channel) !== '–'));
  return {
    caption: voice.t(w.channels),
    columns: [w.channel, ...tried.map((thread) => w[thread])].map((title) => ({
      title: voice.t(title),
      align: 'start' as const,
    })),
    rows: channels.map((channel) => [
      voice.t(CHANNELS[channel] ?? w.channel),
      ...tried.map((thread) => outcome(thread, channel)),
    ]),
  };
}
