import { createContext } from 'svelte';
import { PLATFORMS, ORDER_STATUSES } from '../domain/contracts/canonical.ts';
import type { Catalogue, MetricCard } from '../domain/contracts/catalogue.ts';
import { AppError } from '../domain/contracts/errors.ts';
import type { DimensionId } from '../domain/contracts/metric.ts';
import type { Text } from '../domain/contracts/text.ts';
import type { VaultSecret, VaultState } from '../domain/contracts/vault.ts';
import type { Engine, EngineState } from '../engine/engine.ts';
import type { Address } from './address.ts';
import { ViewFilters } from './filters.svelte.ts';
import { Importing } from './importing.svelte.ts';
import { Jobs } from './jobs.svelte.ts';
import { Mapping } from './mapping.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { Orders } from './orders.svelte.ts';
import { Overview } from './overview.svelte.ts';
import { Query } from './query.svelte.ts';
import type { Settings } from './settings.svelte.ts';
import { Tracing } from './tracing.svelte.ts';
import { Vault, type VaultScreen } from './vault.svelte.ts';

/** A part of the session that a page shows and that follows the address and the data. */
export type Refreshable = { refresh(force?: boolean): void };

const BUYER_TYPES: Readonly<Record<string, Text>> = {
  new: { 'zh-CN': '新客', en: 'New' },
  returning: { 'zh-CN': '老客', en: 'Returning' },
  unknown: { 'zh-CN': '无法判断', en: 'Cannot be said' },
};
const FIXED_NAMES: Readonly<Partial<Record<DimensionId, Readonly<Record<string, Text>>>>> = {
  platform: PLATFORMS,
  status: ORDER_STATUSES,
  buyer_type: BUYER_TYPES,
};
const UNKNOWN: Text = { 'zh-CN': '未注明', en: 'Not stated' };

/** What this visit knows; built once at boot and handed down by context. */
export class Session {
  engineState = $state.raw<EngineState>({ is: 'idle' });
  readonly engine: Engine;
  readonly settings: Settings;
  readonly filters: ViewFilters;
  readonly catalogue: Query<[], Catalogue>;
  readonly jobs = new Jobs();
  readonly notices = new Notices();
  readonly overview: Overview;
  readonly orders: Orders;
  readonly tracing: Tracing;
  readonly importing: Importing;
  readonly mapping: Mapping;
  readonly vault: Vault;
  /** Files given while the data is closed. */
  waiting = $state.raw<readonly File[]>([]);
  #kept: VaultState['is'] = 'looking';
  #shown: Refreshable | null = null;
  #names = $state.raw<ReadonlyMap<string, string>>(new Map());

  constructor(engine: Engine, address: Address, settings: Settings) {
    this.engine = engine;
    this.settings = settings;
    this.catalogue = new Query(() => engine.catalogue());
    this.filters = new ViewFilters(address, () => this.catalogue.value?.dataRange ?? null);
    this.overview = new Overview(engine, this.filters, () => this.metrics);
    this.orders = new Orders(engine, this.filters);
    this.tracing = new Tracing(engine, this.filters);
    this.importing = new Importing(engine, this.jobs, this.notices);
    this.mapping = new Mapping(engine, this.importing);
    this.vault = new Vault(engine.vault, this);
    engine.vault.watch((state) => this.#keptOtherwise(state.is));
    engine.watchState((state) => (this.engineState = state));
    engine.watchData(() => void this.#dataChanged());
    address.watch(() => this.#viewChanged());
  }

  /**
   * Starts the engine behind the first paint and learns what data there is. Where it is closed, what stands in place of
   * the pages says why; once it is open, the engine tells.
   */
  async start(): Promise<void> {
    try {
      await this.engine.start();
    } catch (thrown) {
      if (thrown instanceof AppError && (this.vault.screen !== 'none' || thrown.code === 'VAULT_LOCKED')) return;
      throw thrown;
    }
    await this.#dataChanged();
  }

  get hasData(): boolean {
    return (this.catalogue.value?.dataRange ?? null) !== null;
  }

  /** What stands in place of the pages; saved data that has just been opened is looked at first. */
  get screen(): VaultScreen {
    const { screen, state } = this.vault;
    if (screen !== 'none' || state.is !== 'open') return screen;
    return this.catalogue.value || this.catalogue.phase.is === 'failed' ? 'none' : 'looking';
  }

  get metrics(): MetricCard[] {
    return this.catalogue.value?.metrics ?? [];
  }

  metric(id: string | null): MetricCard | null {
    return this.metrics.find((metric) => metric.id === id) ?? null;
  }

  /** A page shows this part from now on; returns how to stop. */
  show(part: Refreshable): () => void {
    this.#shown = part;
    part.refresh(true);
    this.tracing.refresh();
    return () => {
      if (this.#shown === part) this.#shown = null;
    };
  }

  /** Remembers the name of a picked member whose id is not its name, for chips and drawers. */
  rememberName(dimension: DimensionId, id: string, name: string): void {
    this.#names = new Map(this.#names).set(`${dimension}:${id}`, name);
  }

  /** The name of a member of a dimension, in both languages. */
  memberName(dimension: DimensionId, id: string | null): Text {
    if (id === null || id === '') return UNKNOWN;
    return FIXED_NAMES[dimension]?.[id] ?? same(this.#ownName(dimension, id));
  }

  #ownName(dimension: DimensionId, id: string): string {
    const shop = dimension === 'shop' ? this.catalogue.value?.shops.find((one) => one.id === id) : undefined;
    return shop?.name ?? this.#names.get(`${dimension}:${id}`) ?? id;
  }

  /** Keeps files for later while the data is closed. @returns whether it did */
  holdBack(files: readonly File[]): boolean {
    if (this.screen === 'none') return false;
    this.waiting = [...this.waiting, ...files];
    return true;
  }

  /** The files that waited; they wait no longer. */
  releaseFiles(): File[] {
    const files = [...this.waiting];
    this.waiting = [];
    return files;
  }

  /** Everything gone, as on the first day. */
  async clearAll(): Promise<void> {
    await this.engine.clearAll();
    this.#forgetFiles();
  }

  /** Puts a backup in the place of everything. @throws AppError as `VaultDoor.restore` */
  async restore(file: File, secret: VaultSecret): Promise<void> {
    await this.vault.restore(file, secret);
    this.#forgetFiles();
  }

  /** Destroys what is saved, keys first. */
  async erase(): Promise<void> {
    await this.vault.erase();
    this.#forgetFiles();
  }

  #forgetFiles(): void {
    this.importing.forget();
    this.mapping.close();
  }

  /** Where data closes, the page forgets what it knew of it; where it opens, the engine tells that it has changed. */
  #keptOtherwise(now: VaultState['is']): void {
    const before = this.#kept;
    this.#kept = now;
    if (before === 'open' && now !== 'open') {
      this.#forgetFiles();
      this.overview.forget();
      this.orders.forget();
      this.catalogue.reset();
      this.importing.history.reset();
      this.#names = new Map();
    }
  }

  async #dataChanged(): Promise<void> {
    await this.catalogue.run();
    this.#shown?.refresh(true);
    this.tracing.refresh(true);
    void this.importing.history.run();
  }

  #viewChanged(): void {
    this.#shown?.refresh(false);
    this.tracing.refresh();
  }
}

function same(name: string): Text {
  return { 'zh-CN': name, en: name };
}

export const [useSession, provideSession] = createContext<Session>();
