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

const TWO_CHARACTER_PROVINCES = [
  '北京', '天津', '上海', '重庆', '河北', '山西', '辽宁', '吉林', '江苏', '浙江', '安徽', '福建', '江西', '山东', '河南', '湖北', '湖南',
  '广东', '海南', '四川', '贵州', '云南', '陕西', '甘肃', '青海', '台湾', '广西', '西藏', '宁夏', '新疆', '香港', '澳门',
];

/** Short name of the province a text begins with, NULL when it begins with none. */
function provinceAt(text: string): string {
  const names = TWO_CHARACTER_PROVINCES.map(quoteText).join(', ');
  return `CASE WHEN left(${text}, 2) IN (${names}) THEN left(${text}, 2) WHEN starts_with(${text}, '黑龙江') THEN '黑龙江' WHEN starts_with(${text}, '内蒙古') THEN '内蒙古' END`;
}

/** A province cell: the short name for China's, else as it stands. */
export function provinceName(cleaned: string): string {
  return `coalesce(${provinceAt(cleaned)}, ${cleaned})`;
}

/** Province an address begins with; nothing else of it is kept here. */
export function provinceOfAddress(cleaned: string): string {
  return provinceAt(cleaned);
}

/** City of an address written `省 市 区 …`, only if that part is one by its ending; a municipality is its own city. */
export function cityOfAddress(cleaned: string): string {
  const part = `split_part(${cleaned}, ' ', 2)`;
  const joined = `regexp_extract(${cleaned}, '^(?:[\\p{Han}]{2,8}?(?:省|自治区))([\\p{Han}]{2,10}?(?:市|自治州|地区|盟))', 1)`;
  const municipality = `CASE WHEN left(${cleaned}, 2) IN ('北京', '天津', '上海', '重庆') THEN left(${cleaned}, 2) || '市' END`;
  const spaced = `CASE WHEN length(${part}) <= 12 AND right(${part}, 1) IN ('市', '州', '盟') OR ends_with(${part}, '地区') THEN ${part} END`;
  return `coalesce(${municipality}, CASE WHEN contains(${cleaned}, ' ') THEN ${spaced} ELSE nullif(${joined}, '') END)`;
}

/** District of an address written with blanks, only if that part is one by its ending. */
export function districtOfAddress(cleaned: string): string {
  const part = `split_part(${cleaned}, ' ', 3)`;
  return `CASE WHEN ${provinceAt(cleaned)} IS NOT NULL AND length(${part}) BETWEEN 2 AND 12 AND right(${part}, 1) IN ('区', '县', '市', '旗') THEN ${part} END`;
}
