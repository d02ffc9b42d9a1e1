import type { VaultState } from '../../domain/contracts/vault.ts';
import { CHROME } from '../../i18n/chrome.ts';
import { backupAge, backupPatience, isBackupDue } from '../../state/backup-age.ts';
import type { Voice } from '../../ui/voice.ts';
import { BACKUP_WORDS as w } from './backup-words.ts';
import { isIos } from './ios.ts';

/** How the data is kept, in a few words; empty while that is not known. */
export function sayKept(state: VaultState, voice: Voice): string {
  if (state.is === 'open') return voice.t(CHROME.savedHere);
  if (state.is !== 'memory') return '';
  return voice.t(state.storage === null ? CHROME.noPlace : CHROME.memoryOnly);
}

/** The age of the last backup. @param backedUpAt ISO 8601 in UTC, null for never */
export function sayBackupAge(backedUpAt: string | null, voice: Voice): string {
  const age = backupAge(backedUpAt, Date.now());
  if (age === null) return voice.t(w.never);
  return age === 0 ? voice.t(w.today) : voice.t(w.daysAgo, { days: voice.number(age) });
}

/** The age of the last backup where it is time for another; else empty. */
export function sayBackupDue(state: VaultState, voice: Voice): string {
  if (state.is !== 'open') return '';
  const { backedUpAt } = state.mark;
  const isDue = isBackupDue(backupAge(backedUpAt, Date.now()), backupPatience(isIos(navigator)));
  return isDue ? sayBackupAge(backedUpAt, voice) : '';
}
