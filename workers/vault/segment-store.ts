import { sameBytes } from './byte-cursor.ts';
import { PAGE_BYTES, type PageChange, type PageStore, type StoredPages } from './page-store.ts';
import { decodeSegment, encodeSegment, signSegment, type Segment } from './segment.ts';

/** What is used of a `FileSystemWritableFileStream`. */
type Writable = {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
};

/** What is used of a `FileSystemDirectoryHandle` in a browser without synchronous access handles. */
export type WritableFolder = {
  getFileHandle(
    name: string,
    options: { create: boolean },
  ): Promise<{ getFile(): Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>; createWritable(): Promise<Writable> }>;
  keys(): AsyncIterable<string>;
  removeEntry(name: string): Promise<void>;
};

type Link = {
  readonly number: number;
  readonly digest: Uint8Array<ArrayBuffer>;
  readonly cut: number;
  readonly pages: readonly number[];
};

/** A file's segments, the lowest first; `stale` ones count no more. */
type Chain = { links: Link[]; last: number; stale: Set<number>; isDurable: boolean };

/** So many segments at most are read to open a file. */
const MAX_LINKS = 64;
const NAME = /^(.+)~(\d+)$/;

/**
 * Files as chains of segments, each written once through a writable stream, which shows it when it is closed, whole or
 * not at all. No segment is ever written over: what counts stays as it is until the next is durable. Parts add to the
 * segment below; once they would outweigh the file, a segment with all of it begins a new chain.
 */
export class SegmentStore implements PageStore {
  readonly pageBytes: number;
  readonly #folder: WritableFolder;
  readonly #chains = new Map<string, Chain>();

  /** @param pageBytes is never changed for files that exist. */
  constructor(folder: WritableFolder, pageBytes = PAGE_BYTES) {
    this.pageBytes = pageBytes;
    this.#folder = folder;
  }

  async load(name: string): Promise<StoredPages> {
    const numbers = await this.#numbers(name);
    const found = await this.#newestChain(name, numbers);
    const links = found.map(({ number, segment }) => linkOf(number, segment));
    const live = new Set(links.map(({ number }) => number));
    const stale = new Set(numbers.filter((number) => !live.has(number)));
    this.#chains.set(name, { links, last: Math.max(0, ...numbers), stale, isDurable: false });
    return joinSegments(found.map(({ segment }) => segment));
  }

  async save(name: string, change: PageChange): Promise<void> {
    const chain = this.#chains.get(name);
    if (!chain) throw new Error(`${name} was not loaded`);
    const plan = planSegment(chain, change);
    const bytes = encodeSegment(plan.below.at(-1) ?? null, plan.change, this.pageBytes);
    const number = ++chain.last;
    chain.stale.add(number);
    const digest = await signSegment(bytes);
    await this.#write(`${name}~${number}`, bytes);
    chain.stale.delete(number);
    const { cut, changed } = plan.change;
    const link = { number, digest, cut, pages: [...changed] };
    for (const old of chain.links) if (!plan.below.includes(old)) chain.stale.add(old.number);
    chain.links = [...plan.below, link];
    chain.isDurable = true;
    await this.#tidy(name, chain);
  }

  async list(): Promise<string[]> {
    const names = new Set<string>();
    for await (const entry of this.#folder.keys()) names.add(NAME.exec(entry)?.[1] ?? entry);
    return [...names];
  }

  /** The lowest segments go first: what is left when it is cut short is no chain. */
  async remove(name: string): Promise<void> {
    this.#chains.delete(name);
    for (const number of await this.#numbers(name)) await this.#removeEntry(`${name}~${number}`);
  }

  async #numbers(name: string): Promise<number[]> {
    const numbers: number[] = [];
    for await (const entry of this.#folder.keys()) {
      const match = NAME.exec(entry);
      if (match?.[1] === name) numbers.push(Number(match[2]));
    }
    return numbers.sort((a, b) => a - b);
  }

  /** The chain below the highest segment that has a whole one; the lowest first. */
  async #newestChain(name: string, numbers: readonly number[]): Promise<{ number: number; segment: Segment }[]> {
    for (const top of numbers.toReversed()) {
      const chain: { number: number; segment: Segment }[] = [];
      for (let number = top; number > 0;) {
        const segment = numbers.includes(number) ? await this.#read(`${name}~${number}`) : null;
        const above = chain[0]?.segment;
        if (!segment || (above && !sameBytes(above.belowDigest, segment.digest))) break;
        chain.unshift({ number, segment });
        number = segment.below;
      }
      if (chain[0]?.segment.below === 0) return chain;
    }
    return [];
  }

  async #read(entry: string): Promise<Segment | null> {
    const handle = await this.#folder.getFileHandle(entry, { create: false });
    const file = await handle.getFile();
    return decodeSegment(new Uint8Array(await file.arrayBuffer()), this.pageBytes);
  }

  async #write(entry: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const handle = await this.#folder.getFileHandle(entry, { create: true });
    const writable = await handle.createWritable();
    try {
      await writable.write(bytes);
    } catch (thrown) {
      await writable.abort().catch(() => undefined);
      throw thrown;
    }
    await writable.close();
  }

  /** What stays is passed over at the next opening, and removed after a later change. */
  async #tidy(name: string, { stale }: Chain): Promise<void> {
    for (const number of [...stale]) {
      try {
        await this.#removeEntry(`${name}~${number}`);
        stale.delete(number);
      } catch {
        return;
      }
    }
  }

  async #removeEntry(entry: string): Promise<void> {
    try {
      await this.#folder.removeEntry(entry);
    } catch (thrown) {
      if (!(thrown instanceof DOMException && thrown.name === 'NotFoundError')) throw thrown;
    }
  }
}

/** What the next segment holds, and the segments it stands upon. */
function planSegment(chain: Chain, change: PageChange): { below: Link[]; change: PageChange } {
  const top = chain.links.at(-1);
  // The top that was found may stem from a killed process and vanish yet: its pages are written again, beside it.
  const redone = chain.isDurable ? undefined : top;
  const below = redone ? chain.links.slice(0, -1) : chain.links;
  const changed = new Set([...change.changed, ...(redone?.pages ?? [])].filter((number) => change.pages.has(number)));
  const parts = below.slice(1).reduce((sum, { pages }) => sum + pages.length, changed.size);
  if (below.length === 0 || below.length >= MAX_LINKS || parts >= change.pages.size) {
    return { below: [], change: { ...change, cut: 0, changed: new Set(change.pages.keys()) } };
  }
  return { below, change: { ...change, cut: Math.min(change.cut, redone?.cut ?? Infinity), changed } };
}

function joinSegments(segments: readonly Segment[]): StoredPages {
  const pages = new Map<number, Uint8Array<ArrayBuffer>>();
  for (const { cut, pages: brought } of segments) {
    for (const number of [...pages.keys()]) if (number >= cut) pages.delete(number);
    for (const [number, page] of brought) pages.set(number, page);
  }
  return { size: segments.at(-1)?.size ?? 0, pages };
}

function linkOf(number: number, { digest, cut, pages }: Segment): Link {
  return { number, digest, cut, pages: [...pages.keys()] };
}
