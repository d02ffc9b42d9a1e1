import { FIELDS, type FieldName } from '../domain/contracts/canonical.ts';
import { AppError } from '../domain/contracts/errors.ts';
import type { ColumnMapping, MappingDraft } from '../domain/contracts/import.ts';
import type { Text } from '../domain/contracts/text.ts';
import type { Engine } from '../engine/engine.ts';
import type { ImportCard, Importing } from './importing.svelte.ts';

/** Something about a mapping that has to change (`stop`) or that should be known (`note`). */
export type MappingProblem = {
  level: 'stop' | 'note';
  field: FieldName | null;
  text: Text;
  params: Readonly<Record<string, string>>;
};

const AMOUNTS = [
  'buyer_paid_amount',
  'line_paid_amount',
  'line_amount',
  'payable_amount',
  'merchant_receivable_amount',
  'list_amount',
] as const;

/** Checks an answer as it stands; an empty list means it can be imported as it is. */
export function checkMapping(mapping: ColumnMapping): MappingProblem[] {
  const { fields } = mapping;
  const problems: MappingProblem[] = [];
  const say = (level: 'stop' | 'note', field: FieldName | null, zh: string, en: string, params = {}) =>
    problems.push({ level, field, text: { 'zh-CN': zh, en }, params });
  if (!fields.created_at && !fields.paid_at)
    say(
      'stop',
      'paid_at',
      '还缺时间：付款时间或下单时间至少指明一个',
      'A time is missing: say which column is paid at or placed at',
    );
  const priced = fields.qty && fields.unit_list_price;
  if (!AMOUNTS.some((name) => fields[name]) && !priced)
    say(
      'stop',
      'buyer_paid_amount',
      '还缺金额：指明实付金额，或同时指明单价和数量',
      'An amount is missing: say which column was paid, or both unit price and quantity',
    );
  if (!fields.order_id)
    say(
      'note',
      'order_id',
      '没有订单编号时，同一买家同一时间的行算作一单',
      'Without an order id, rows of one buyer at one time count as one order',
    );
  if (!fields.buyer)
    say(
      'note',
      'buyer',
      '没有买家列，就算不出人数、客单价和复购',
      'Without a buyer column there are no buyer counts, spend per buyer or repurchase',
    );
  if (!fields.paid_at && !mapping.everyRowIsPaid)
    say(
      'note',
      'paid_at',
      '没有付款时间，只有勾选“每行都已付款”才会计入支付金额',
      'Without a paid time, rows count as paid only when “every row is paid” is ticked',
    );
  for (const [column, names] of sharedColumns(fields)) {
    say('stop', names[1] ?? null, '“{column}”被用了两次', '“{column}” is used twice', { column });
  }
  if (mapping.name.trim() === '')
    say('stop', null, '给这种表头起个名字，下次自动识别', 'Name this layout, so that it is recognised next time');
  if (!/^[A-Z]{3}$/.test(mapping.currency))
    say('stop', null, '币种写成三个字母，例如 CNY', 'Write the currency in three letters, such as CNY');
  return problems;
}

/** Reading one column as a name and as an id is common; as two amounts or times it is a slip. */
function sharedColumns(fields: ColumnMapping['fields']): [string, FieldName[]][] {
  const users = new Map<string, FieldName[]>();
  for (const name of Object.keys(fields).filter((key): key is FieldName => key in FIELDS)) {
    const column = fields[name];
    if (column && (FIELDS[name].kind === 'money' || FIELDS[name].kind === 'timestamp'))
      users.set(column, [...(users.get(column) ?? []), name]);
  }
  return [...users].filter(([, names]) => names.length > 1);
}

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

  /** Says which column holds a field; null says that none does. */
  assign(field: FieldName, column: string | null): void {
    if (!this.answer) return;
    const { [field]: _, ...rest } = this.answer.fields;
    this.change({ fields: column === null ? rest : { ...rest, [field]: column } });
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
  }
}
