/** One provincial division on the tile map: its sign, its name, and its cell (from 0). */
export type ProvinceTile = { sign: string; name: string; en: string; column: number; row: number };

const tile = (sign: string, name: string, en: string, column: number, row: number): ProvinceTile => ({
  sign,
  name,
  en,
  column,
  row,
});

/** All 34 provincial divisions, each one cell, placed about where they lie. No boundary is drawn. */
export const PROVINCE_TILES: readonly ProvinceTile[] = [
  tile('黑', '黑龙江', 'Heilongjiang', 7, 0),
  tile('蒙', '内蒙古', 'Inner Mongolia', 5, 1),
  tile('辽', '辽宁', 'Liaoning', 6, 1),
  tile('吉', '吉林', 'Jilin', 7, 1),
  tile('新', '新疆', 'Xinjiang', 0, 2),
  tile('甘', '甘肃', 'Gansu', 1, 2),
  tile('宁', '宁夏', 'Ningxia', 2, 2),
  tile('晋', '山西', 'Shanxi', 3, 2),
  tile('冀', '河北', 'Hebei', 4, 2),
  tile('京', '北京', 'Beijing', 5, 2),
  tile('津', '天津', 'Tianjin', 6, 2),
  tile('藏', '西藏', 'Tibet', 0, 3),
  tile('青', '青海', 'Qinghai', 1, 3),
  tile('陕', '陕西', 'Shaanxi', 2, 3),
  tile('豫', '河南', 'Henan', 3, 3),
  tile('鲁', '山东', 'Shandong', 4, 3),
  tile('川', '四川', 'Sichuan', 1, 4),
  tile('渝', '重庆', 'Chongqing', 2, 4),
  tile('鄂', '湖北', 'Hubei', 3, 4),
  tile('皖', '安徽', 'Anhui', 4, 4),
  tile('苏', '江苏', 'Jiangsu', 5, 4),
  tile('沪', '上海', 'Shanghai', 6, 4),
  tile('滇', '云南', 'Yunnan', 1, 5),
  tile('黔', '贵州', 'Guizhou', 2, 5),
  tile('湘', '湖南', 'Hunan', 3, 5),
  tile('赣', '江西', 'Jiangxi', 4, 5),
  tile('浙', '浙江', 'Zhejiang', 5, 5),
  tile('桂', '广西', 'Guangxi', 2, 6),
  tile('粤', '广东', 'Guangdong', 3, 6),
  tile('闽', '福建', 'Fujian', 4, 6),
  tile('台', '台湾', 'Taiwan', 6, 6),
  tile('琼', '海南', 'Hainan', 2, 7),
  tile('澳', '澳门', 'Macao', 3, 7),
  tile('港', '香港', 'Hong Kong', 4, 7),
];

/** The tile that a province id speaks of: 浙江, 浙江省, Zhejiang. @returns null for anything else */
export function findTile(id: string): ProvinceTile | null {
  const wanted = id.trim().toLowerCase();
  return PROVINCE_TILES.find((one) => wanted.startsWith(one.name) || wanted === one.en.toLowerCase()) ?? null;
}
