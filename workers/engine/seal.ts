import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { quoteText } from '../../src/domain/sql/quote-ident.ts';

/** The prefix makes the runtime use our handle; nothing of the engine's own touches OPFS. */
export const DATABASE_NAME = 'opfs://zhanggui.db';
/** The file of a class beside the main database. */
export const fileOfClass = (name: DataClass) => `opfs://zhanggui-${name}.db`;
/** Batches of an import are registered below this name, the only place the engine may read besides its database. */
export const INBOX = 'zg-inbox/';

/** `paths`: files that are open beside the main database. */
export type SealOptions = { memoryLimit: string; paths: readonly string[] };

type Setting = { name: string; set: string; reads: (value: string) => boolean };

function settings({ memoryLimit, paths }: SealOptions): Setting[] {
  const files = [DATABASE_NAME, ...paths];
  const allowed = files.flatMap((path) => [path, `${path}.wal`]).map(quoteText);
  const off = (name: string): Setting => ({ name, set: `SET ${name} = false`, reads: (value) => value === 'false' });
  return [
    off('autoload_known_extensions'),
    off('autoinstall_known_extensions'),
    off('allow_community_extensions'),
    // A batch's name is used once, but its bytes must not outlive it either.
    off('enable_external_file_cache'),
    { name: 'memory_limit', set: `SET memory_limit = '${memoryLimit}'`, reads: (value) => value !== '' },
    { name: 'temp_directory', set: "SET temp_directory = ''", reads: (value) => value === '' },
    {
      name: 'allowed_directories',
      set: `SET allowed_directories = ['${INBOX}']`,
      reads: (value) => value.includes(INBOX),
    },
    {
      name: 'allowed_paths',
      set: `SET allowed_paths = [${allowed.join(', ')}]`,
      reads: (value) => files.every((path) => value.includes(path)),
    },
    // From here on nothing opens a door again: these two come last.
    off('enable_external_access'),
    { name: 'lock_configuration', set: 'SET lock_configuration = true', reads: (value) => value === 'true' },
  ];
}

/**
 * Closes the engine's ways out, then reads every setting back: given as options of `open` they are silently ignored.
 * @throws ENGINE_NOT_SEALED naming the first setting that did not hold.
 */
export function sealEngine(
  run: (sql: string) => unknown,
  readSetting: (name: string) => string,
  options: SealOptions,
): void {
  const all = settings(options);
  for (const { set } of all) run(set);
  for (const { name, reads } of all) {
    if (!reads(readSetting(name))) throw new AppError('ENGINE_NOT_SEALED', { setting: name });
  }
}
