/** A place a parcel goes to; `remote` costs freight and takes longer. */
export type Region = {
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly remote: boolean;
};

/** `province,weight,city:district/district city:district/…`; the weight is the population in ten thousands. */
const CHINA = `
广东省,12780,广州市:天河区/番禺区/白云区 深圳市:南山区/宝安区/龙岗区 佛山市:顺德区/南海区 东莞市:南城街道
山东省,10120,济南市:历下区/历城区 青岛市:市南区/黄岛区 临沂市:兰山区
河南省,9780,郑州市:金水区/中原区 洛阳市:涧西区 南阳市:卧龙区
江苏省,8530,南京市:鼓楼区/江宁区 苏州市:姑苏区/昆山市 徐州市:泉山区
四川省,8360,成都市:武侯区/锦江区/双流区 绵阳市:涪城区
河北省,7390,石家庄市:长安区/裕华区 保定市:莲池区 唐山市:路北区
浙江省,6670,杭州市:余杭区/西湖区/萧山区 宁波市:鄞州区 温州市:鹿城区
湖南省,6530,长沙市:岳麓区/雨花区 衡阳市:蒸湘区
安徽省,6120,合肥市:蜀山区/包河区 阜阳市:颍州区
湖北省,5830,武汉市:洪山区/武昌区 襄阳市:樊城区
广西壮族自治区,5010,南宁市:青秀区 柳州市:城中区
云南省,4660,昆明市:五华区/官渡区 曲靖市:麒麟区
江西省,4500,南昌市:红谷滩区 赣州市:章贡区
辽宁省,4160,沈阳市:和平区/铁西区 大连市:甘井子区
福建省,4190,福州市:鼓楼区 厦门市:思明区 泉州市:丰泽区 莆田市:荔城区
陕西省,3950,西安市:雁塔区/未央区 咸阳市:秦都区
贵州省,3860,贵阳市:云岩区 遵义市:汇川区
山西省,3450,太原市:小店区 大同市:平城区
重庆市,3190,重庆市:渝北区/九龙坡区/江北区
黑龙江省,3030,哈尔滨市:南岗区 大庆市:萨尔图区
新疆维吾尔自治区,2620,乌鲁木齐市:天山区 喀什地区:喀什市
上海市,2480,上海市:浦东新区/闵行区/静安区
甘肃省,2450,兰州市:城关区 天水市:秦州区
内蒙古自治区,2390,呼和浩特市:新城区 包头市:昆都仑区
吉林省,2320,长春市:朝阳区 吉林市:船营区
北京市,2180,北京市:朝阳区/海淀区/丰台区
天津市,1360,天津市:南开区/河西区
海南省,1050,海口市:龙华区 三亚市:吉阳区
宁夏回族自治区,730,银川市:兴庆区
青海省,600,西宁市:城西区
西藏自治区,370,拉萨市:城关区`;

const REMOTE = new Set([
  '新疆维吾尔自治区',
  '西藏自治区',
  '内蒙古自治区',
  '青海省',
  '宁夏回族自治区',
  '甘肃省',
  '海南省',
]);

type Weighted = { readonly regions: readonly Region[]; readonly steps: Float64Array };

function parseChina(): Weighted {
  const regions: Region[] = [];
  const weights: number[] = [];
  for (const row of CHINA.trim().split('\n')) {
    const [province = '', weight = '1', cities = ''] = row.split(',');
    const places = cities.split(' ').flatMap((part) => {
      const [city = '', districts = ''] = part.split(':');
      return districts.split('/').map((district) => ({ province, city, district, remote: REMOTE.has(province) }));
    });
    regions.push(...places);
    weights.push(...places.map(() => Number(weight) / places.length));
  }
  return { regions, steps: cumulate(weights) };
}

/** Cumulative shares of weights, the last one exactly 1. */
export function cumulate(weights: readonly number[]): Float64Array {
  const sum = weights.reduce((a, b) => a + b, 0);
  const steps = new Float64Array(weights.length);
  let running = 0;
  weights.forEach((weight, i) => (steps[i] = (running += weight) / sum));
  steps[weights.length - 1] = 1;
  return steps;
}

/** Index of the first step above a draw in [0, 1). */
export function pick(steps: Float64Array, draw: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if ((steps[mid] ?? 1) > draw) high = mid;
    else low = mid + 1;
  }
  return low;
}

/** US states: name, postal code, weight, sales tax in hundredths of a percent, city, ZIP. */
export const STATES = [
  ['California', 'CA', 39, 725, 'Pasadena', '91101'],
  ['Texas', 'TX', 30, 625, 'Austin', '78701'],
  ['Florida', 'FL', 23, 600, 'Tampa', '33602'],
  ['New York', 'NY', 20, 400, 'Albany', '12207'],
  ['Pennsylvania', 'PA', 13, 600, 'Erie', '16501'],
  ['Illinois', 'IL', 13, 625, 'Peoria', '61602'],
  ['Ohio', 'OH', 12, 575, 'Dayton', '45402'],
  ['Georgia', 'GA', 11, 400, 'Macon', '31201'],
  ['Massachusetts', 'MA', 7, 625, 'Boston', '02108'],
  ['Washington', 'WA', 8, 650, 'Tacoma', '98402'],
  ['Oregon', 'OR', 4, 0, 'Salem', '97301'],
  ['Hawaii', 'HI', 1, 400, 'Hilo', '96720'],
] as const;

const china = parseChina();
/** All places in China parcels go to. */
export const REGIONS = china.regions;
/** Cumulative population shares of `REGIONS`. */
export const REGION_STEPS = china.steps;
/** A place by its index. @throws RangeError when there is none. */
export function regionAt(index: number): Region {
  const region = REGIONS[index];
  if (region === undefined) throw new RangeError(`no region ${index}`);
  return region;
}

/** 广东省 → 广东, 广西壮族自治区 → 广西: the name the app stores. */
export function shortProvince(province: string): string {
  return province.replace(/(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$/, '');
}

/** Cumulative shares of `STATES`. */
export const STATE_STEPS = cumulate(STATES.map((state) => state[2]));
