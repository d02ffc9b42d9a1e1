import { REGION_STEPS, pick, regionAt, shortProvince } from '../../src/domain/sample/regions.ts';
import { Rng } from '../../src/domain/sample/rng.ts';

/** Header of 京东's order export as it stood with 30 columns. */
export const HEADERS = (
  '订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,' +
  '订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,商家备注,' +
  '商家备注等级（等级1-5为由高到低）,运费金额,付款确认时间,增值税发票,货号,订单完成时间,订单来源,订单渠道'
).split(',');

/** Columns that are numbers where a file can say so, counted from 0. */
export const NUMERIC_COLUMNS: ReadonlySet<number> = new Set([3, 6, 7, 8, 9, 10, 23]);

/** The days that the orders fall on: two years, so that a comparison with the year before has something to compare. */
export const FIRST_DAY = '2024-01-01';
export const DAYS = 731;

/** How much to write. Equal plans give equal rows on every machine. */
export type LinePlan = { seed: number; lines: number };

type Product = { id: string; code: string; title: string; cents: number };

const BRANDS = ['青禾', '木语', '北岸', '云杉', '拾光', '南屏', '一叶', '听雪', '半夏', '晴川', '白鹿', '清欢'];
const KINDS = [
  '纯棉四件套',
  '真空保温杯',
  '无线蓝牙耳机',
  '折叠收纳箱',
  '儿童防晒衣',
  '不锈钢炒锅',
  '羊毛针织衫',
  '车载手机支架',
  '筋膜放松枪',
  '智能台灯',
];
const CLAIMS = [
  '新款',
  '加厚',
  '轻奢',
  '家用',
  '大容量',
  '便携',
  '防水耐磨',
  '四季通用',
  '简约百搭',
  '高颜值',
  '送礼推荐',
  '官方旗舰店正品',
];
const PEOPLE = ['学生', '男士', '女士', '儿童', '老人', '情侣', '上班族', '户外旅行'];
const COLOURS = ['雾霾蓝', '奶油白', '曜石黑', '豆沙粉', '橄榄绿', '燕麦色'];
const SIZES = ['S 小号', 'M 中号', 'L 大号', 'XL 加大号', '标准装', '两件装'];
const ROADS = ['人民路', '解放大道', '建设街', '中山北路', '学府路', '滨江东路', '和平里', '科技园路'];
const ESTATES = ['阳光花园小区', '翡翠湖畔一期', '锦绣家园东区', '大学城教职工公寓', '新城国际中心'];
const NOTES = ['', '', '', '', '', '请尽快发货', '包装严实一点，谢谢', '放门口即可，不用打电话'];
const HOURS = [2, 1, 1, 1, 1, 1, 2, 4, 7, 10, 12, 11, 10, 10, 10, 10, 10, 9, 9, 11, 14, 15, 12, 6];

const STATUSES = [
  '完成',
  '等待确认收货',
  '等待出库',
  '(锁定)等待出库',
  '(删除)等待出库',
  '(删除)等待确认收货',
  '等待付款',
  '(删除)等待付款',
] as const;
const STATUS_STEPS = Float64Array.of(0.76, 0.84, 0.88, 0.89, 0.92, 0.94, 0.95, 1);
const UNPAID: ReadonlySet<string> = new Set(['等待付款', '(删除)等待付款']);
const LINE_STEPS = Float64Array.of(0.62, 0.86, 0.95, 0.985, 1);

const PRODUCTS = 3000;
const DAY_MS = 86_400_000;

const from = <T>(list: readonly T[], rng: Rng): T => list[rng.below(list.length)] ?? raise();
const money = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
const clock = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

function raise(): never {
  throw new RangeError('nothing to choose from');
}

function makeProducts(seed: number): Product[] {
  return Array.from({ length: PRODUCTS }, (_, index) => {
    const rng = new Rng(seed, 1, index);
    const kind = from(KINDS, rng);
    const title = `【${from(CLAIMS, rng)}】${from(BRANDS, rng)}${kind}${from(CLAIMS, rng)}${from(CLAIMS, rng)}${from(CLAIMS, rng)}${from(PEOPLE, rng)}${2024 + rng.below(2)}${from(CLAIMS, rng)}，${from(COLOURS, rng)} ${from(SIZES, rng)}`;
    return {
      id: String(10_000_000_000 + index * 7919),
      code: `BN-${String(index).padStart(5, '0')}`,
      title,
      cents: 990 + rng.below(400) * 100,
    };
  });
}

/** Cumulative share of each day: weekends and the weeks of the two large promotions sell more, and the shop grows. */
function daySteps(): Float64Array {
  const begin = Date.parse(FIRST_DAY);
  const steps = new Float64Array(DAYS);
  let sum = 0;
  for (let day = 0; day < DAYS; day++) {
    const date = new Date(begin + day * DAY_MS).toISOString().slice(5, 10);
    const weekday = new Date(begin + day * DAY_MS).getUTCDay();
    const promotion = date === '11-11' ? 9 : date === '06-18' ? 6 : 1;
    sum += promotion * (weekday === 0 || weekday === 6 ? 1.25 : 1) * (1 + day / DAYS);
    steps[day] = sum;
  }
  return steps.map((step) => step / sum);
}

const cumulative = (weights: readonly number[]) => {
  let sum = 0;
  return Float64Array.from(weights, (weight) => (sum += weight)).map((step) => step / sum);
};
const HOUR_STEPS = cumulative(HOURS);

type Order = {
  rng: Rng;
  serial: number;
  total: number;
  dayOf: Float64Array;
  products: readonly Product[];
  seed: number;
};

/** The cells of one order's lines: the order's own money stands on each of them. */
function orderLines(order: Order, count: number): string[][] {
  const { rng, serial, total, dayOf, products } = order;
  const day = pick(dayOf, serial / total);
  const created =
    Date.parse(FIRST_DAY) + day * DAY_MS + pick(HOUR_STEPS, rng.unit()) * 3_600_000 + rng.below(3_600_000);
  const status = STATUSES[pick(STATUS_STEPS, rng.unit())] ?? raise();
  const isPaid = !UNPAID.has(status);
  const favourite = Math.floor(rng.unit() ** 2.2 * PRODUCTS);
  const lines = Array.from({ length: count }, (_, index) => {
    // Neighbours, so that no order holds a product twice: two rows equal in every cell would be one.
    const product = products[(favourite + index) % PRODUCTS] ?? raise();
    return { product, qty: rng.unit() < 0.85 ? 1 : 2 + rng.below(3) };
  });
  const list = lines.reduce((sum, { product, qty }) => sum + product.cents * qty, 0);
  const settled = list - Math.floor((list * rng.below(15)) / 100);
  const freight = list < 5900 ? 600 : 0;
  const owed = settled - Math.floor((settled * rng.below(8)) / 100) + freight;
  const balance = rng.unit() < 0.03 ? Math.min(1000, owed) : 0;
  const buyer = Math.floor(rng.unit() ** 1.6 * Math.max(1, total * 0.45));
  const region = regionAt(pick(REGION_STEPS, rng.unit()));
  const short = shortProvince(region.province);
  const place = `${short === region.city.replace('市', '') ? short : `${short}${region.city}`}${region.district}${from(ROADS, rng)}${1 + rng.below(300)}号${from(ESTATES, rng)}${1 + rng.below(40)}栋******`;
  const number = String(100_000_000_000 + order.seed * 10_000_000_000 + serial * 13);
  const paidAt = isPaid ? clock(created + 20_000 + rng.below(1_500_000)) : '';
  const done = status === '完成' ? clock(created + (3 + rng.below(9)) * DAY_MS) : '';
  const note = from(NOTES, rng);
  const phone = `1${3 + (serial % 7)}*****${String(serial % 10_000).padStart(4, '0')}`;
  const channel = rng.unit() < 0.8 ? '手机' : '电脑';
  return lines.map(({ product, qty }) => [
    number,
    product.id,
    product.title,
    String(qty),
    '在线支付',
    clock(created),
    money(product.cents),
    money(list),
    money(settled),
    money(balance),
    money(owed - balance),
    status,
    'SOP',
    `buyer_${(buyer * 2654435761) % 4294967296}`,
    `${'赵钱孙李周吴郑王'[serial % 8] ?? ''}**`,
    place,
    phone,
    note,
    '不开发票',
    '',
    '',
    '',
    '',
    money(freight),
    paidAt,
    '',
    product.code,
    done,
    '商城',
    channel,
  ]);
}

/** Invented order lines, 1.6 to an order on average, oldest order first. Exactly `lines` of them. */
export function* writeLines({ seed, lines }: LinePlan): Generator<string[]> {
  const products = makeProducts(seed);
  const dayOf = daySteps();
  const total = Math.ceil(lines / 1.585);
  const rng = new Rng(seed, 2, 0);
  let written = 0;
  for (let serial = 0; written < lines; serial++) {
    rng.reseed(seed, 3, serial);
    const wanted = 1 + pick(LINE_STEPS, rng.unit());
    const order: Order = { rng, serial, total, dayOf, products, seed };
    for (const cells of orderLines(order, Math.min(wanted, lines - written))) {
      yield cells;
      written++;
    }
  }
}
