import { ERRORS } from '../domain/contracts/error-texts.ts';
import { AppError } from '../domain/contracts/errors.ts';
import type { ColumnMapping, ImportOptions, ImportReport, RejectedRow } from '../domain/contracts/import.ts';
import type { JobProgress } from '../domain/contracts/job.ts';
import type { Encoding } from '../domain/contracts/source.ts';
import type { Text } from '../domain/contracts/text.ts';
import type { Engine, FilePreview } from '../engine/engine.ts';
import type { Jobs } from './jobs.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { Query } from './query.svelte.ts';

/** One dropped file on its way. `options` are the user's overrides. */
export type ImportCard = {
  readonly id: number;
  readonly file: File;
  readonly phase: 'waiting' | 'reading' | 'done' | 'failed';
  readonly preview: FilePreview | null;
  /** The encoding chosen last where the head cannot be read in it; `preview` and `options` are as they were before. */
  readonly refused: { readonly encoding: Encoding; readonly error: AppError } | null;
  readonly progress: JobProgress | null;
  readonly reports: readonly ImportReport[];
  readonly error: Error | null;
  readonly options: ImportOptions;
  readonly cancel: (() => void) | null;
};

const JOB: Text = { 'zh-CN': '导入 {file}', en: 'Importing {file}' };
const SAMPLE: Text = { 'zh-CN': '示例店', en: 'Sample shop' };
const SAMPLE_FAILED: Text = { 'zh-CN': '示例店没有生成完', en: 'The sample shop was not finished' };
const UNDONE: Text = { 'zh-CN': '已撤销“{file}”的导入', en: 'The import of “{file}” was undone' };
const REDO: Text = { 'zh-CN': '重做', en: 'Redo' };

/** Files on their way in, one after the other, and what came of them. */
export class Importing {
  cards = $state.raw<readonly ImportCard[]>([]);
  isSampling = $state(false);
  readonly history: Query<[], ImportReport[]>;
  #queue: Promise<void> = Promise.resolve();
  #next = 1;
  readonly #engine: Engine;
  readonly #jobs: Jobs;
  readonly #notices: Notices;

  constructor(engine: Engine, jobs: Jobs, notices: Notices) {
    this.#engine = engine;
    this.#jobs = jobs;
    this.#notices = notices;
    this.history = new Query(() => engine.listImports());
  }

  get isBusy(): boolean {
    return this.cards.some((card) => card.phase === 'waiting' || card.phase === 'reading');
  }

  /** Takes files in: a card each at once, then imported in turn. Resolves when the last one is through. */
  add(files: readonly File[]): Promise<void> {
    const added = files.map((file) => this.#newCard(file));
    this.cards = [...added.toReversed(), ...this.cards];
    for (const card of added) {
      void this.#preview(card.id);
      this.#enqueue(card.id);
    }
    return this.#queue;
  }

  /** Imports a file again with other choices; what came of it before is undone first. */
  async repeat(id: number, options: ImportOptions): Promise<void> {
    const card = this.#find(id);
    if (!card) return;
    for (const report of card.reports) if (report.status === 'imported') await this.#engine.undoImport(report.importId);
    this.#patch(id, { options: { ...card.options, ...options }, phase: 'waiting', reports: [], error: null });
    this.#enqueue(id);
    await this.#queue;
  }

  /** Reads the head again in another encoding, without importing. */
  async previewAs(id: number, encoding: Encoding): Promise<void> {
    const card = this.#find(id);
    if (!card) return;
    try {
      const preview = await this.#readHead(card.file, { ...card.options, encoding });
      this.#patch(id, { preview, refused: null, options: { ...card.options, encoding } });
    } catch (thrown) {
      if (!isAppError(thrown)) throw thrown;
      this.#patch(id, { refused: { encoding, error: thrown } });
    }
  }

  useMapping(id: number, mapping: ColumnMapping): Promise<void> {
    return this.repeat(id, { mapping });
  }

  /** Takes an import back; offers to redo it while the file is still known here. */
  async undo(report: ImportReport): Promise<void> {
    const undone = await this.#engine.undoImport(report.importId);
    const card = this.cards.find((one) => one.reports.some((known) => known.importId === report.importId));
    if (card)
      this.#patch(card.id, {
        reports: card.reports.map((known) => (known.importId === report.importId ? undone : known)),
      });
    const redo = card ? { act: { label: REDO, run: () => void this.repeat(card.id, {}) } } : {};
    this.#notices.add({ text: UNDONE, params: { file: report.fileName }, ...redo });
  }

  dismiss(id: number): void {
    this.cards = this.cards.filter((card) => card.id !== id);
  }

  rejectedRows(importId: string): Promise<RejectedRow[]> {
    return this.#engine.rejectedRows(importId);
  }

  /** Writes the sample shop on this device and imports it. Resolves to false when it was cancelled or failed. */
  async loadSample(): Promise<boolean> {
    this.isSampling = true;
    try {
      await this.#jobs.run(SAMPLE, {}, (call) => this.#engine.loadSampleShop(undefined, call));
      return true;
    } catch (thrown) {
      if (!isAppError(thrown)) throw thrown;
      if (thrown.code !== 'CANCELLED')
        this.#notices.add({ text: SAMPLE_FAILED, hint: ERRORS[thrown.code].hint, tone: 'warn' });
      return false;
    } finally {
      this.isSampling = false;
    }
  }

  forget(): void {
    this.cards = [];
  }

  #newCard(file: File): ImportCard {
    return {
      id: this.#next++,
      file,
      phase: 'waiting',
      preview: null,
      refused: null,
      progress: null,
      reports: [],
      error: null,
      options: {},
      cancel: null,
    };
  }

  #find(id: number): ImportCard | undefined {
    return this.cards.find((card) => card.id === id);
  }

  #patch(id: number, change: Partial<ImportCard>): void {
    this.cards = this.cards.map((card) => (card.id === id ? { ...card, ...change } : card));
  }

  #enqueue(id: number): void {
    this.#queue = this.#queue.then(() => this.#import(id));
  }

  async #preview(id: number): Promise<void> {
    const card = this.#find(id);
    if (!card) return;
    try {
      this.#patch(id, { preview: await this.#readHead(card.file, card.options) });
    } catch (thrown) {
      // The import itself reports what is wrong with the file; a missing preview adds nothing to that.
      if (!isAppError(thrown)) throw thrown;
    }
  }

  #readHead(file: File, { encoding, delimiter }: ImportOptions): Promise<FilePreview> {
    return this.#engine.previewFile(file, { ...(encoding && { encoding }), ...(delimiter && { delimiter }) });
  }

  async #import(id: number): Promise<void> {
    const card = this.#find(id);
    if (!card) return;
    try {
      const reports = await this.#jobs.run(JOB, { file: card.file.name }, ({ signal, onProgress }) => {
        const stop = new AbortController();
        signal.addEventListener('abort', () => stop.abort());
        this.#patch(id, { phase: 'reading', progress: null, cancel: () => stop.abort() });
        const follow = (progress: JobProgress) => {
          onProgress(progress);
          this.#patch(id, { progress });
        };
        return this.#engine.importFile(card.file, card.options, { signal: stop.signal, onProgress: follow });
      });
      this.#patch(id, { phase: 'done', reports, cancel: null });
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      this.#patch(id, { phase: 'failed', error, cancel: null });
    }
  }
}

// `instanceof` alone would leave the type parameter open.
function isAppError(value: unknown): value is AppError {
  return value instanceof AppError;
}
