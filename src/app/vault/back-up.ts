import { AppError } from '../../domain/contracts/errors.ts';
import { explain } from '../../i18n/explain.ts';
import type { Session } from '../../state/session.svelte.ts';
import { saveFile } from '../../ui/save-file.ts';
import { BACKUP_WORDS as w } from './backup-words.ts';

/** Writes a backup and hands it to the user as a download; says how it went. Cancelling is no failure. */
export async function backUpToFile({ vault, notices }: Session): Promise<void> {
  try {
    const file = await vault.backUp();
    saveFile(file, file.name);
    notices.add({ text: w.backedUp, params: { file: file.name } });
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (thrown.code !== 'CANCELLED') notices.add({ text: w.backUpFailed, hint: explain(thrown).hint, tone: 'warn' });
  }
}
