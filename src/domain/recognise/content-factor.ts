import { FIELDS, type FieldKind, type FieldName } from '../contracts/canonical.ts';
import type { ColumnProfile } from './profile-column.ts';

type Factor = (profile: ColumnProfile) => number;

const isNumeric = ({ numbers, isRate }: ColumnProfile): boolean => numbers > 0.8 && !isRate;
/** Eight digits that are days (19970101) look like numbers too. */
const areDays = ({ dates, integers }: ColumnProfile): boolean => dates > 0.8 && integers === 1;
const areTexts: Factor = ({ numbers }) => (numbers > 0.8 ? 0.3 : 1);

const BY_KIND: Readonly<Record<FieldKind, Factor>> = {
  timestamp: ({ dates }) => (dates > 0.8 ? 1 : 0.2),
  money: (profile) => (isNumeric(profile) && !areDays(profile) ? 1 : 0.1),
  quantity: (profile) => (isNumeric(profile) ? (profile.integers > 0.8 ? 1 : 0.8) : 0.1),
  id: ({ dates, integers, averageLength }) => (dates > 0.8 && integers < 1 ? 0.2 : averageLength > 48 ? 0.4 : 1),
  buyer: ({ averageLength }) => (averageLength > 60 ? 0.3 : 1),
  status: areTexts,
  refund_status: areTexts,
  text: () => 1,
  flag: () => 1,
  address: () => 1,
};

const BY_FIELD: Readonly<Partial<Record<FieldName, Factor>>> = {
  currency: ({ currencyCodes }) => (currencyCodes > 0.8 ? 1 : 0.3),
  title: areTexts,
  province: areTexts,
  city: areTexts,
  country: areTexts,
};

/** How well the cells of a column bear out that it is the field, 0…1; without cells the name alone counts (0.9). */
export function contentFactor(field: FieldName, profile: ColumnProfile): number {
  if (profile.filled === 0) return 0.9;
  return (BY_FIELD[field] ?? BY_KIND[FIELDS[field].kind])(profile);
}
