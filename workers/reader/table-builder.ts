import { LIMITS } from './limits.ts';
import type { GridRow, Merge } from './read-grid.ts';

/** Where a cell stands when it says so, and how far it reaches. */
export type CellPlace = { column: number | null; across: number; down: number };

/** Puts the cells of a markup table into rows, spans kept free. */
export class TableBuilder {
  readonly name: string;
  readonly rows: GridRow[] = [];
  readonly merges: Merge[] = [];
  /** Rows still covered from above, by column. */
  readonly #covered = new Map<number, number>();
  #row: GridRow | null = null;
  #rowNumber = 0;
  #column = 0;
  #place: CellPlace | null = null;
  #text = '';

  constructor(name: string) {
    this.name = name;
  }

  /** `number` counts from 1; null: the next one. A row left open is closed. */
  startRow(number: number | null): void {
    this.endRow();
    this.#rowNumber = number !== null && number > this.#rowNumber ? number : this.#rowNumber + 1;
    this.#row = { row: this.#rowNumber, cells: [] };
    this.#column = 0;
  }

  startCell(place: CellPlace): void {
    if (this.#row === null) this.startRow(null);
    this.endCell((text) => text.trim());
    this.#place = place;
    this.#text = '';
  }

  text(text: string): void {
    if (this.#place !== null) this.#text += text;
  }

  /** Replaces what the open cell holds so far. */
  retext(change: (text: string) => string): void {
    this.#text = change(this.#text);
  }

  endCell(clean: (text: string) => string): void {
    const place = this.#place;
    const row = this.#row;
    if (place === null || row === null) return;
    this.#place = null;
    this.#column = place.column ?? this.#nextFree(this.#column + 1);
    if (this.#column > LIMITS.columns * 2) return;
    while (row.cells.length < this.#column) row.cells.push('');
    row.cells[this.#column - 1] = clean(this.#text);
    this.#span(place);
  }

  endRow(): void {
    this.endCell((text) => text.trim());
    if (this.#row === null) return;
    const { row, cells } = this.#row;
    while (cells.at(-1) === '') cells.pop();
    this.rows.push({ row, cells });
    this.#row = null;
    for (const [column, left] of this.#covered) {
      if (left <= 1) this.#covered.delete(column);
      else this.#covered.set(column, left - 1);
    }
  }

  #nextFree(column: number): number {
    let free = column;
    while (this.#covered.has(free)) free++;
    return free;
  }

  #span({ across, down }: CellPlace): void {
    const left = this.#column;
    const right = left + across - 1;
    if (across > 1 || down > 1)
      this.merges.push({ top: this.#rowNumber, left, bottom: this.#rowNumber + down - 1, right });
    if (down > 1) for (let column = left; column <= right; column++) this.#covered.set(column, down);
    this.#column = right;
  }
}
