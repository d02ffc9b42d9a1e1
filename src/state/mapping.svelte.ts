import type { FieldName } from '../domain/contracts/canonical.ts';
import { AppError } from '../domain/contracts/errors.ts';
import type { ColumnMapping, MappingDraft } from '../domain/contracts/import.ts';
import type { Engine } from '../engine/engine.ts';
import { checkMapping, type MappingProblem } from './check-mapping.ts';
import type { ImportCard, Importing } from './importing.svelte.ts';

/** The mapping screen: the draft of one file and the user's answer so far. */
export class Mapping {
  draft = $state.raw<MappingDraft | null>(null);
  answer = $state.raw<ColumnMapping | null>(null);
  error = $state.raw<AppError | null>(null);
  isSaving = $state(false);
  readonly problems: MappingProblem[] = $derived.by(() => (this.answer ? checkMapping(this.answer) : []));
  readonly #engine: Engine;
  readonly #importing: Importing;
  #card: ImportCard | null = null;
  /** Fields the user has spoken of; the others are as guessed. */
  readonly #said = new Set<string>();

  constructor(engine: Engine, importing: Importing) {
    this.#engine = engine;
    this.#importing = importing;
  }

  get isValid(): boolean {
    return this.answer !== null && !this.problems.some((problem) => problem.level === 'stop');
  }

  async open(card: ImportCard): Promise<void> {
    this.close();
    this.#card = card;
    const { encoding, delimiter } = card.options;
    try {
      const draft = await this.#engine.draftMapping(card.file, {
        ...(encoding && { encoding }),
        ...(delimiter && { delimiter }),
      });
      if (this.#card !== card) return;
      this.draft = draft;
      this.answer = draft.guess;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.error = thrown;
    }
  }

  change(change: Partial<ColumnMapping>): void {
    if (this.answer) this.answer = { ...this.answer, ...change };
  }

  /** Says which column holds a field; null says that none does. A field that was only guessed to hold it gives it up. */
  assign(field: FieldName, column: string | null): void {
    if (!this.answer) return;
    this.#said.add(field);
    const others = Object.entries(this.answer.fields).filter(
      ([name, held]) => name !== field && (held !== column || this.#said.has(name)),
    );
    this.change({ fields: { ...Object.fromEntries(others), ...(column !== null && { [field]: column }) } });
  }

  /** Saves the answer under its header and imports the file with it. */
  async save(): Promise<void> {
    if (!this.answer || !this.#card || !this.isValid) return;
    this.isSaving = true;
    try {
      const { id } = this.#card;
      const { answer } = this;
      this.close();
      await this.#importing.useMapping(id, answer);
    } finally {
      this.isSaving = false;
    }
  }

  close(): void {
    this.draft = null;
    this.answer = null;
    this.error = null;
    this.#card = null;
    this.#said.clear();
  }
}
