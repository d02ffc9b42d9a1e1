import type { ThreadTrial } from '../../domain/contracts/channels.ts';
import { AppError } from '../../domain/contracts/errors.ts';
import { guardsThatAre, isClosed } from '../../domain/contracts/guards.ts';
import type { Gate } from '../../engine/engine.ts';
import type { Guards } from '../../state/guards.svelte.ts';
import type { OfflineCopy } from '../../state/offline.svelte.ts';
import { holdInScript } from './hold-in-script.ts';
import { takeControl } from './take-control.ts';
import { tryPage } from './try-page.ts';

const RELOADED = 'zhanggui.reloaded';

type Parts = {
  guards: Guards;
  offline: OfflineCopy;
  /** Whether a reload would cost the user nothing. */
  mayReload: () => boolean;
};

/** Holds nothing up: for places that have no policy to test. */
export const OPEN_GATE: Gate = { pass: async () => {}, admit: () => {}, whenStored: async () => {} };

/** The gate of a built app. In development there is no policy to test. */
export function buildGate({ guards, offline, mayReload }: Parts): Gate {
  if (!import.meta.env.PROD) return OPEN_GATE;
  return {
    pass: async () => {
      await takeControl();
      const states = guards.judge(await tryPage());
      const missing = guardsThatAre('missing', states);
      if (missing.length > 0) {
        if (mayReload() && reloadOnce()) return new Promise(() => undefined);
        throw new AppError('GUARDS_INACTIVE', { guards: missing.join(', ') });
      }
      sessionStorage.removeItem(RELOADED);
      if (states.allowlist === 'unsupported') holdInScript();
      await guards.consent();
    },
    admit: (trial) => {
      guards.hear(trial);
      if (!isClosed(trial)) throw new AppError('GUARDS_INACTIVE', { guards: describeOpen(trial) });
    },
    whenStored: (say) => offline.whenSettled(say),
  };
}

/** A first visit to a host without headers gets them from the service worker with the second load. */
function reloadOnce(): boolean {
  if (sessionStorage.getItem(RELOADED) !== null) return false;
  sessionStorage.setItem(RELOADED, '1');
  location.reload();
  return true;
}

function describeOpen({ thread, trials }: ThreadTrial): string {
  const open = trials.filter(({ outcome }) => outcome === 'open');
  return open.map(({ channel }) => `${thread}: ${channel}`).join(', ');
}
