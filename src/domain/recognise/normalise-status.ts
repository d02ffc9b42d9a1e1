/**
 * A state or after-sale text as it is compared: NFKC, without blanks and commas, lower case; so “已发货，待签收” and
 * “已发货, 待签收” are one. In SQL the same is
 * `lower(regexp_replace(translate(text, WIDE_CHARACTERS, NARROW_CHARACTERS), '[\s,、\x{FEFF}\x{200B}]', '', 'g'))`.
 */
export function normaliseStatus(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s,、\u200b\ufeff]/g, '')
    .toLowerCase();
}

const WIDE = Array.from({ length: 94 }, (_, index) => 0xff01 + index);

/** The full-width forms of ASCII and the wide blank, in step with `NARROW_CHARACTERS`. */
export const WIDE_CHARACTERS: string = String.fromCodePoint(...WIDE, 0x3000);

/** What NFKC makes of `WIDE_CHARACTERS`, one for one. */
export const NARROW_CHARACTERS: string = String.fromCodePoint(...WIDE.map((code) => code - 0xfee0), 0x20);

/** The entries of a status table under their compared form. */
export function normalisedVocabulary<T extends string>(statuses: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(statuses).map(([raw, status]) => [normaliseStatus(raw), status]));
}
