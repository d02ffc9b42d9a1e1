import type { DayRange } from '../domain/contracts/import.ts';
import type { Comparison, Filters } from '../domain/contracts/metric.ts';
import type { Address } from './address.ts';
import { defaultPreset, resolveDays } from './range.ts';
import { changeParams, type ViewChange } from './change-params.ts';
import { parseView, type MemberDimension, type RangePreset, type View } from './view-params.ts';

/** What the user looks at: the address, read and changed. Every change is one step of the back button. */
export class ViewFilters {
  readonly #address: Address;
  readonly #data: () => DayRange | null;
  readonly view: View = $derived.by(() => parseView(this.#address.params));
  /** The period in force; null without data. */
  readonly days: DayRange | null = $derived.by(() => resolveDays(this.view, this.#data()));

  constructor(address: Address, data: () => DayRange | null) {
    this.#address = address;
    this.#data = data;
  }

  /** The preset in force; null for days of the user's own. */
  get preset(): RangePreset | null {
    if (this.view.from) return null;
    const data = this.#data();
    return this.view.range ?? (data ? defaultPreset(data) : null);
  }

  /** The comparison in force; all of the data has nothing before it to compare with. */
  get compare(): Comparison | null {
    const stated = this.view.compare;
    if (stated === 'none') return null;
    if (stated) return stated;
    return this.preset === 'all' ? null : 'previous_period';
  }

  get members(): Filters {
    return this.view.members;
  }

  /** All filters but those on one dimension: what a view that shows this dimension asks with. */
  membersExcept(...dimensions: MemberDimension[]): Filters {
    const hidden = new Set<string>(dimensions);
    return Object.fromEntries(Object.entries(this.members).filter(([dimension]) => !hidden.has(dimension)));
  }

  isPicked(dimension: MemberDimension, id: string): boolean {
    return this.members[dimension]?.includes(id) ?? false;
  }

  change(change: ViewChange, how: 'push' | 'replace' = 'push'): void {
    this.#address.go(this.#address.path, changeParams(this.#address.params, change), how);
  }

  /** Picks a member, or takes the pick back. */
  toggle(dimension: MemberDimension, id: string): void {
    const picked = this.members[dimension] ?? [];
    const next = picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id];
    this.change({ members: { [dimension]: next } });
  }

  clearMembers(): void {
    const none = Object.fromEntries(Object.keys(this.members).map((dimension) => [dimension, []]));
    this.change({ members: none });
  }
}
