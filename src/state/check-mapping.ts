import { FIELD_NAMES, FIELDS, type FieldName } from '../domain/contracts/canonical.ts';
import type { ColumnMapping } from '../domain/contracts/import.ts';
import type { Text } from '../domain/contracts/text.ts';

/** Something about a mapping that has to change (`stop`) or that should be known (`note`). */
export type MappingProblem = {
  level: 'stop' | 'note';
  field: FieldName | null;
  text: Text;
  params: Readonly<Record<string, string>>;
};

type Rule = Omit<MappingProblem, 'params'> & { broken: (mapping: ColumnMapping) => boolean };

const AMOUNTS = [
  'buyer_paid_amount',
  'line_paid_amount',
  'line_amount',
  'payable_amount',
  'merchant_receivable_amount',
  'list_amount',
] as const satisfies FieldName[];

const RULES: readonly Rule[] = [
  {
    level: 'stop',
    field: 'paid_at',
    text: {
      'zh-CN': '还缺时间：付款时间或下单时间至少指明一个',
      en: 'A time is missing: say which column is paid at or placed at',
    },
    broken: ({ fields }) => !fields.created_at && !fields.paid_at,
  },
  {
    level: 'stop',
    field: 'buyer_paid_amount',
    text: {
      'zh-CN': '还缺金额：指明实付金额，或同时指明单价和数量',
      en: 'An amount is missing: say which column was paid, or both unit price and quantity',
    },
    broken: ({ fields }) => !AMOUNTS.some((name) => fields[name]) && !(fields.qty && fields.unit_list_price),
  },
  {
    level: 'note',
    field: 'order_id',
    text: {
      'zh-CN': '没有订单编号时，无法把几行合成一单',
      en: 'Without an order id, rows cannot be joined into orders',
    },
    broken: ({ fields }) => !fields.order_id,
  },
  {
    level: 'note',
    field: 'buyer',
    text: {
      'zh-CN': '没有买家列，就算不出人数、客单价和复购',
      en: 'Without a buyer column there are no buyer counts, spend per buyer or repurchase',
    },
    broken: ({ fields }) => !fields.buyer,
  },
  {
    level: 'note',
    field: 'paid_at',
    text: {
      'zh-CN': '没有付款时间，只有勾选“每行都已付款”才会计入支付金额',
      en: 'Without a paid time, rows count as paid only when “every row is paid” is ticked',
    },
    broken: ({ fields, everyRowIsPaid }) => Boolean(fields.created_at) && !fields.paid_at && !everyRowIsPaid,
  },
  {
    level: 'stop',
    field: null,
    text: { 'zh-CN': '给这种表头起个名字，下次自动识别', en: 'Name this layout, so that it is recognised next time' },
    broken: ({ name }) => name.trim() === '',
  },
  {
    level: 'stop',
    field: null,
    text: { 'zh-CN': '币种写成三个字母，例如 CNY', en: 'Write the currency in three letters, such as CNY' },
    broken: ({ currency }) => !/^[A-Z]{3}$/.test(currency),
  },
];

const TWICE: Text = { 'zh-CN': '“{column}”被用了两次', en: '“{column}” is used twice' };

/** Checks an answer as it stands; it can be imported when no problem says `stop`. */
export function checkMapping(mapping: ColumnMapping): MappingProblem[] {
  const broken = RULES.filter((rule) => rule.broken(mapping)).map(({ level, field, text }) => ({
    level,
    field,
    text,
    params: {},
  }));
  const twice = usedTwice(mapping.fields).map(([column, field]) => ({
    level: 'stop' as const,
    field,
    text: TWICE,
    params: { column },
  }));
  return [...broken, ...twice];
}

/** Reading one column as a name and as an id is common; as two amounts or two times it is a slip. */
function usedTwice(fields: ColumnMapping['fields']): [column: string, second: FieldName][] {
  const first = new Map<string, FieldName>();
  return FIELD_NAMES.filter((name) => FIELDS[name].kind === 'money' || FIELDS[name].kind === 'timestamp').flatMap(
    (name) => {
      const column = fields[name];
      if (!column) return [];
      const key = `${FIELDS[name].kind} ${column}`;
      if (first.has(key)) return [[column, name]];
      first.set(key, name);
      return [];
    },
  );
}
