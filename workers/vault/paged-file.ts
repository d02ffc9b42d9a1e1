import type { PageStore, StoredPages } from './page-store.ts';
import type { VaultFile } from './vault-files.ts';

type Place = { readonly name: string; readonly store: PageStore; readonly onClose: () => void };

/** A part of some bytes: the page it lies on, where on it, how many bytes come before it, and its length. */
type Span = { readonly number: number; readonly from: number; readonly done: number; readonly length: number };

/** A file held whole in memory; `flush` stores the pages that changed. */
export class PagedFile implements VaultFile {
  readonly #place: Place;
  readonly #pageBytes: number;
  readonly #pages: Map<number, Uint8Array<ArrayBuffer>>;
  #size: number;
  readonly #changed = new Set<number>();
  #cut = Infinity;
  /** From the start: what was found may not be durable yet. */
  #isUnsaved = true;
  #saving: Promise<void> = Promise.resolve();

  constructor(place: Place, { size, pages }: StoredPages) {
    this.#place = place;
    this.#pageBytes = place.store.pageBytes;
    this.#size = size;
    this.#pages = new Map(pages);
  }

  read(into: Uint8Array<ArrayBuffer>, { at }: { at: number }): number {
    const count = Math.max(0, Math.min(into.byteLength, this.#size - at));
    for (const { number, from, done, length } of this.#spans(at, count)) {
      const page = this.#pages.get(number);
      if (page) into.set(page.subarray(from, from + length), done);
      else into.fill(0, done, done + length);
    }
    return count;
  }

  write(from: Uint8Array<ArrayBuffer>, { at }: { at: number }): number {
    if (from.byteLength === 0) return 0;
    for (const span of this.#spans(at, from.byteLength)) {
      this.#writable(span.number).set(from.subarray(span.done, span.done + span.length), span.from);
    }
    this.#size = Math.max(this.#size, at + from.byteLength);
    this.#isUnsaved = true;
    return from.byteLength;
  }

  truncate(size: number): void {
    if (size < this.#size) this.#drop(size);
    this.#size = size;
    this.#isUnsaved = true;
  }

  getSize(): number {
    return this.#size;
  }

  flush(): Promise<void> {
    this.#saving = this.#saving.catch(() => undefined).then(() => this.#save());
    return this.#saving;
  }

  close(): void {
    this.#place.onClose();
  }

  async #save(): Promise<void> {
    if (!this.#isUnsaved) return;
    const changed = new Set(this.#changed);
    const cut = this.#cut;
    this.#changed.clear();
    this.#cut = Infinity;
    this.#isUnsaved = false;
    try {
      const { name, store } = this.#place;
      await store.save(name, { size: this.#size, cut, changed, pages: this.#pages });
    } catch (thrown) {
      for (const number of changed) this.#changed.add(number);
      this.#cut = Math.min(this.#cut, cut);
      this.#isUnsaved = true;
      throw thrown;
    }
  }

  /** Bytes beyond the end must read as zeros if the file grows again. */
  #drop(size: number): void {
    const kept = size % this.#pageBytes;
    const count = Math.ceil(size / this.#pageBytes);
    if (kept > 0 && this.#pages.has(count - 1)) this.#writable(count - 1).fill(0, kept);
    for (const numbers of [this.#pages, this.#changed]) {
      for (const number of numbers.keys()) if (number >= count) numbers.delete(number);
    }
    this.#cut = Math.min(this.#cut, count);
  }

  #writable(number: number): Uint8Array<ArrayBuffer> {
    const page = this.#pages.get(number) ?? new Uint8Array(this.#pageBytes);
    this.#pages.set(number, page);
    this.#changed.add(number);
    return page;
  }

  /** The pages under `count` bytes at `at`. */
  *#spans(at: number, count: number): Generator<Span> {
    const pageBytes = this.#pageBytes;
    for (let done = 0; done < count;) {
      const from = (at + done) % pageBytes;
      const length = Math.min(pageBytes - from, count - done);
      yield { number: Math.floor((at + done) / pageBytes), from, done, length };
      done += length;
    }
  }
}
