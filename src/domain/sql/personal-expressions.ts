import { PROVINCES } from '../recognise/provinces.ts';
import { quoteText } from './quote-ident.ts';

/**
 * Personal cells, inside the statement that reads the file: they leave it as a keyed token or as a region, or not at all.
 * The key stands in the session variables `zg_ipad` and `zg_opad` (the two padded blocks of HMAC, RFC 2104).
 */

/** A buyer as `prefix:<24 hex>` (96 bits of HMAC-SHA256), NULL where the cell is empty or a mask: a mask is not an identity. */
export function tokenOf(cleaned: string, prefix: string): string {
  const value = `encode(lower(${cleaned}))`;
  const hmac = `sha256(getvariable('zg_opad')::BLOB || unhex(sha256(getvariable('zg_ipad')::BLOB || ${value})))`;
  return `CASE WHEN ${cleaned} IS NULL OR contains(${cleaned}, '*') OR starts_with(${cleaned}, '##') OR starts_with(${cleaned}, '$$') THEN NULL ELSE ${quoteText(`${prefix}:`)} || left(${hmac}, 24) END`;
}

const TWO_CHARACTER_PROVINCES = PROVINCES.map(({ short }) => short).filter((name) => name.length === 2);

/** Short name of the province a text begins with, NULL when it begins with none. */
function provinceAt(text: string): string {
  const names = TWO_CHARACTER_PROVINCES.map(quoteText).join(', ');
  return `CASE WHEN list_contains([${names}], left(${text}, 2)) THEN left(${text}, 2) WHEN starts_with(${text}, '黑龙江') THEN '黑龙江' WHEN starts_with(${text}, '内蒙古') THEN '内蒙古' END`;
}

/** A province cell: the short name for China's, else as it stands. */
export function provinceName(cleaned: string): string {
  return `coalesce(${provinceAt(cleaned)}, ${cleaned})`;
}

/** Province an address begins with; nothing else of it is kept here. */
export function provinceOfAddress(cleaned: string): string {
  return provinceAt(cleaned);
}

/** What follows the province of an address that is written without blanks. */
function afterProvince(cleaned: string): string {
  const name = `CASE WHEN starts_with(${cleaned}, '黑龙江') OR starts_with(${cleaned}, '内蒙古') THEN 3 ELSE 2 END`;
  return `ltrim(substr(${cleaned}, 1 + ${name}, 16), '省')`;
}

/**
 * City of an address: its second part where parts stand apart, else what stands between the province and 市; only where
 * it is one by its ending. A municipality is its own city.
 */
export function cityOfAddress(cleaned: string): string {
  const part = `split_part(${cleaned}, ' ', 2)`;
  const rest = afterProvince(cleaned);
  const spaced = `CASE WHEN length(${part}) <= 12 AND (ends_with(${part}, '市') OR ends_with(${part}, '州') OR ends_with(${part}, '盟') OR ends_with(${part}, '地区')) THEN ${part} END`;
  const joined = `CASE WHEN strpos(${rest}, '市') BETWEEN 3 AND 9 AND NOT contains(${rest}, '自治') THEN left(${rest}, strpos(${rest}, '市')) END`;
  const municipality = ['北京', '天津', '上海', '重庆']
    .map((name) => `starts_with(${cleaned}, '${name}')`)
    .join(' OR ');
  return `CASE WHEN ${municipality} THEN left(${cleaned}, 2) || '市' WHEN contains(${cleaned}, ' ') THEN ${spaced} ELSE ${joined} END`;
}

/** District of an address written with blanks, only if that part is one by its ending. */
export function districtOfAddress(cleaned: string): string {
  const part = `split_part(${cleaned}, ' ', 3)`;
  const ends = ['区', '县', '市', '旗'].map((ending) => `ends_with(${part}, '${ending}')`).join(' OR ');
  return `CASE WHEN contains(${cleaned}, ' ') AND length(${part}) BETWEEN 2 AND 12 AND (${ends}) THEN ${part} END`;
}
