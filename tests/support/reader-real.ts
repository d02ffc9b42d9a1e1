import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** Files of a folder of real data, or null (with a loud word) where the data is not at hand. */
export function realFiles(folder: string): string[] | null {
  const path = join(DATA, folder);
  if (!existsSync(path)) {
    process.stderr.write(`SKIPPED: no real data at ${path}\n`);
    return null;
  }
  return readdirSync(path).filter((name) => statSync(join(path, name)).isFile());
}

export function realBytes(folder: string, name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(DATA, folder, name)));
}
