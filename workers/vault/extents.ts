/** Which extents of a data file are in use. An extent is one block long and known by its number in the file. */
export class Extents {
  readonly #busy = new Set<number>();
  #candidate = 0;

  /** The lowest free extent; in use from now on. */
  take(): number {
    while (this.#busy.has(this.#candidate)) this.#candidate++;
    this.#busy.add(this.#candidate);
    return this.#candidate++;
  }

  /** Frees all extents but these. */
  keepOnly(extents: Iterable<number>): void {
    this.#busy.clear();
    for (const extent of extents) this.#busy.add(extent);
    this.#candidate = 0;
  }

  get used(): number {
    return this.#busy.size;
  }

  /** One past the last extent in use. */
  get end(): number {
    let end = 0;
    for (const extent of this.#busy) end = Math.max(end, extent + 1);
    return end;
  }
}
