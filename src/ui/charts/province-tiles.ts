import type { Locale } from '../../domain/contracts/text.ts';

/** One provincial division on the tile map: its sign in Chinese, its letter code, its names, and its cell (from 0). */
export type ProvinceTile = { sign: string; code: string; name: string; en: string; column: number; row: number };

const tile = (sign: string, code: string, name: string, en: string, ...at: [number, number]): ProvinceTile => ({
  sign,
  code,
  name,
  en,
  column: at[0],
  row: at[1],
});

/** All 34 provincial divisions, each one cell, placed about where they lie. No boundary is drawn. */
export const PROVINCE_TILES: readonly ProvinceTile[] = [
  tile('黑', 'HL', '黑龙江', 'Heilongjiang', 7, 0),
  tile('蒙', 'NM', '内蒙古', 'Inner Mongolia', 5, 1),
  tile('辽', 'LN', '辽宁', 'Liaoning', 6, 1),
  tile('吉', 'JL', '吉林', 'Jilin', 7, 1),
  tile('新', 'XJ', '新疆', 'Xinjiang', 0, 2),
  tile('甘', 'GS', '甘肃', 'Gansu', 1, 2),
  tile('宁', 'NX', '宁夏', 'Ningxia', 2, 2),
  tile('晋', 'SX', '山西', 'Shanxi', 3, 2),
  tile('冀', 'HE', '河北', 'Hebei', 4, 2),
  tile('京', 'BJ', '北京', 'Beijing', 5, 2),
  tile('津', 'TJ', '天津', 'Tianjin', 6, 2),
  tile('藏', 'XZ', '西藏', 'Tibet', 0, 3),
  tile('青', 'QH', '青海', 'Qinghai', 1, 3),
  tile('陕', 'SN', '陕西', 'Shaanxi', 2, 3),
  tile('豫', 'HA', '河南', 'Henan', 3, 3),
  tile('鲁', 'SD', '山东', 'Shandong', 4, 3),
  tile('川', 'SC', '四川', 'Sichuan', 1, 4),
  tile('渝', 'CQ', '重庆', 'Chongqing', 2, 4),
  tile('鄂', 'HB', '湖北', 'Hubei', 3, 4),
  tile('皖', 'AH', '安徽', 'Anhui', 4, 4),
  tile('苏', 'JS', '江苏', 'Jiangsu', 5, 4),
  tile('沪', 'SH', '上海', 'Shanghai', 6, 4),
  tile('滇', 'YN', '云南', 'Yunnan', 1, 5),
  tile('黔', 'GZ', '贵州', 'Guizhou', 2, 5),
  tile('湘', 'HN', '湖南', 'Hunan', 3, 5),
  tile('赣', 'JX', '江西', 'Jiangxi', 4, 5),
  tile('浙', 'ZJ', '浙江', 'Zhejiang', 5, 5),
  tile('桂', 'GX', '广西', 'Guangxi', 2, 6),
  tile('粤', 'GD', '广东', 'Guangdong', 3, 6),
  tile('闽', 'FJ', '福建', 'Fujian', 4, 6),
  tile('台', 'TW', '台湾', 'Taiwan', 6, 6),
  tile('琼', 'HI', '海南', 'Hainan', 2, 7),
  tile('澳', 'MO', '澳门', 'Macao', 3, 7),
  tile('港', 'HK', '香港', 'Hong Kong', 4, 7),
];

/** The tile that a province id speaks of: 浙江, 浙江省, Zhejiang. @returns null for anything else */
export function findTile(id: string): ProvinceTile | null {
  const wanted = id.trim().toLowerCase();
  return PROVINCE_TILES.find((one) => wanted.startsWith(one.name) || wanted === one.en.toLowerCase()) ?? null;
}

/** A province as the reader calls it; ids that are on no tile stay as they are. */
export function provinceName(id: string, locale: Locale): string {
  const found = findTile(id);
  if (!found) return id;
  return locale === 'en' ? found.en : found.name;
}

const MOVES: Readonly<Record<string, readonly [columns: number, rows: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The tile that an arrow key leads to: the nearest ahead, straight ones first; the same one at the edge. */
export function nextTile(index: number, key: string): number {
  const here = PROVINCE_TILES[index];
  const move = MOVES[key];
  if (!here || !move) return index;
  const ahead = (one: ProvinceTile) => (one.column - here.column) * move[0] + (one.row - here.row) * move[1];
  const aside = (one: ProvinceTile) => Math.abs((one.column - here.column) * move[1] + (one.row - here.row) * move[0]);
  const cost = (one: ProvinceTile) => ahead(one) + aside(one) * 3;
  const next = PROVINCE_TILES.filter((one) => ahead(one) > 0).toSorted((a, b) => cost(a) - cost(b))[0];
  return next ? PROVINCE_TILES.indexOf(next) : index;
}
