import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes to look for, at least four, and what they are. */
export type Needle = { readonly label: string; readonly bytes: Uint8Array };

const MAP_BITS = 22;

/** Needles that begin alike, by their length and then by their bytes as Latin-1. */
type Alike = Map<number, Map<string, string>>;

/** Looks for very many byte strings at once. */
export class ByteFinder {
  readonly #byHead = new Map<number, Alike>();
  /** Which heads there may be: spares most positions the look into the map. */
  readonly #mayBe = new Uint8Array(1 << MAP_BITS);

  constructor(needles: Iterable<Needle>) {
    for (const { label, bytes } of needles) {
      const needle = Buffer.from(bytes);
      const head = needle.readUInt32BE(0);
      const alike: Alike = this.#byHead.get(head) ?? new Map<number, Map<string, string>>();
      const sameLength = alike.get(needle.length) ?? new Map<string, string>();
      const text = needle.toString('latin1');
      // Two needles may be the same bytes: both are then found.
      sameLength.set(text, [sameLength.get(text), label].filter(Boolean).join(' = '));
      alike.set(needle.length, sameLength);
      this.#byHead.set(head, alike);
      this.#mayBe[slot(head)] = 1;
    }
  }

  /** Labels of everything that occurs in these bytes; those of equal needles are joined by ` = `. */
  find(bytes: Buffer): Set<string> {
    const found = new Set<string>();
    let head = 0;
    for (let at = 0; at < bytes.length; at++) {
      head = ((head << 8) | (bytes[at] ?? 0)) >>> 0;
      if (at < 3 || this.#mayBe[slot(head)] === 0) continue;
      for (const [length, labels] of this.#byHead.get(head) ?? []) {
        const label = labels.get(bytes.toString('latin1', at - 3, at - 3 + length));
        if (label !== undefined) found.add(label);
      }
    }
    return found;
  }

  /** Looks into every file below a folder, and at its name. @returns lines `file: label`, and how much was read */
  async findBelow(folder: string): Promise<{ found: string[]; files: number; bytes: number }> {
    const found: string[] = [];
    let [files, bytes] = [0, 0];
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const content = entry.isFile() ? await readFile(path) : Buffer.alloc(0);
      files += entry.isFile() ? 1 : 0;
      bytes += content.length;
      for (const label of this.find(Buffer.concat([Buffer.from(`${entry.name}\0`), content])))
        found.push(`${path.slice(folder.length + 1)}: ${label}`);
    }
    return { found, files, bytes };
  }
}

function slot(head: number): number {
  return Math.imul(head, 0x9e3779b1) >>> (32 - MAP_BITS);
}
