import { PROVINCES } from './provinces.ts';

/** Where an address lies; an empty text where it does not say so. */
export type Region = { province: string; city: string; district: string };

const SHORT_NAMES = new Set(PROVINCES.map(({ short }) => short));
const MUNICIPALITIES = new Set(['北京', '天津', '上海', '重庆']);
const CITY_ENDINGS = ['市', '州', '盟', '地区'];
const DISTRICT_ENDINGS = ['区', '县', '市', '旗'];
/** No city or district of China has a longer name. */
const LONGEST_NAME = 12;

/** Short name of the province of China that a text begins with, or an empty text. */
export function provinceAt(text: string): string {
  return [text.slice(0, 2), text.slice(0, 3)].find((name) => SHORT_NAMES.has(name)) ?? '';
}

const endsWithAny = (part: string, endings: readonly string[]) => endings.some((ending) => part.endsWith(ending));

/** The city of an address without blanks: what stands between the province and 市. */
function joinedCity(address: string, province: string): string {
  const rest = address.slice(province.length || 2, (province.length || 2) + 16).replace(/^省+/, '');
  const end = rest.indexOf('市') + 1;
  return end >= 3 && end <= 9 && !rest.includes('自治') ? rest.slice(0, end) : '';
}

/**
 * Province, city and district of an address; nothing else of it is kept. The city is the second part where parts stand
 * apart, and only where it is one by its ending; a municipality is its own city.
 */
export function regionOfAddress(address: string): Region {
  const province = provinceAt(address);
  const [, second = '', third = ''] = address.split(' ');
  const isApart = address.includes(' ');
  const named = second.length <= LONGEST_NAME && endsWithAny(second, CITY_ENDINGS) ? second : '';
  const isDistrict = third.length >= 2 && third.length <= LONGEST_NAME && endsWithAny(third, DISTRICT_ENDINGS);
  return {
    province,
    city: MUNICIPALITIES.has(province) ? `${province}市` : isApart ? named : joinedCity(address, province),
    district: isDistrict ? third : '',
  };
}
