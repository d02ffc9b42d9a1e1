/** Bytes of a page of a store on disk. The engine's blocks are a multiple of it, so a changed block changes no other block's page. */
export const PAGE_BYTES = 65_536;

/** Pages by number, all of a store's length; an absent one is all zeros. */
export type Pages = ReadonlyMap<number, Uint8Array<ArrayBuffer>>;

/** What a file holds; `size` in bytes. */
export type StoredPages = { readonly size: number; readonly pages: Pages };

/** From what is stored to what the file holds now. */
export type PageChange = {
  /** Bytes of the file. */
  readonly size: number;
  /** Stored pages from this number on are dropped first; Infinity drops none. */
  readonly cut: number;
  /** Numbers of pages to be stored anew. */
  readonly changed: ReadonlySet<number>;
  /** All pages the file has now. */
  readonly pages: Pages;
};

/** Where files are kept that can be read and written in whole pages only, and not at once. */
export type PageStore = {
  /** Bytes of a page. */
  readonly pageBytes: number;
  /** What is stored; nothing for a file that does not exist. */
  load(name: string): Promise<StoredPages>;
  /**
   * Makes a change durable, whole or not at all, and with it what `load` found. Takes the pages before it waits for
   * anything. After a failure either state may be found, and the next change holds this one too.
   */
  save(name: string, change: PageChange): Promise<void>;
  list(): Promise<string[]>;
  remove(name: string): Promise<void>;
};
