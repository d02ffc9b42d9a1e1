import { CHANNELS } from './channels.ts';
import type { SamplePlan } from './plan.ts';
import { pick, REGION_STEPS, STATE_STEPS } from './regions.ts';
import { hash32 } from './rng.ts';
import { DUPLICATES } from './truths.ts';

/* Every name, nick and address here is invented; phones and names are masked as the platforms mask them. */

const WORDS = [
  '山茶',
  '小满',
  '阿橘',
  '白露',
  '青柠',
  '木木',
  '南风',
  '麦穗',
  '星河',
  '荔枝',
  '云朵',
  '鹿鸣',
  '半夏',
  '初一',
  '豆包',
  '𠮷祥',
];
const SURNAMES = ['李', '王', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林'];
const FIRST = [
  'mia',
  'emma',
  'noah',
  'liam',
  'ava',
  'zoe',
  'leo',
  'ella',
  'owen',
  'ruby',
  'jack',
  'nina',
  'theo',
  'iris',
  'hugo',
  'cora',
];
const LAST = [
  'alder',
  'brook',
  'carver',
  'dalton',
  'ellery',
  'frost',
  'garner',
  'hollis',
  'ingram',
  'jarvis',
  'keller',
  'lowell',
];

const TAOBAO = CHANNELS.findIndex((channel) => channel.platform === 'taobao');
const JD = CHANNELS.findIndex((channel) => channel.platform === 'jd');
const SHOPIFY = CHANNELS.findIndex((channel) => channel.platform === 'shopify');
const WHO = 11;
const TWIN = 12;

/** Nine digits, different for every account of every channel (3¹⁸ shares no factor with 10⁹). */
const scramble = (channel: number, index: number) =>
  ((index * 5 + channel) * 387_420_489 + 271_828_183) % 1_000_000_000;
const share = (hash: number) => hash / 4294967296;

/**
 * The account whose person a later account belongs to, planted on purpose.
 * @returns null when the account is its person's only one.
 */
export function twinOf(plan: SamplePlan, channel: number, buyer: number): { channel: number; buyer: number } | null {
  if (buyer < 0) return null;
  const chance = share(hash32(plan.seed, TWIN, channel, buyer));
  if (channel === JD && chance < DUPLICATES.jdSameAsTaobao) return { channel: TAOBAO, buyer: buyer * 2 + 1 };
  if (channel === SHOPIFY && buyer % 2 === 1 && chance < DUPLICATES.shopifyEmailVariant * 2)
    return { channel, buyer: buyer - 1 };
  return null;
}

function nick(plan: SamplePlan, channel: number, buyer: number): string {
  const hash = hash32(plan.seed, WHO, channel, buyer);
  const number = scramble(channel, buyer);
  if (hash % 10 < 3) return `${WORDS[(hash >>> 8) % WORDS.length] ?? ''}${number.toString(36)}`;
  return channel === JD ? `jd_${number.toString(36)}` : `tb${String(number).padStart(9, '0')}`;
}

/** The account name as the export states it: nick (淘宝), pin (京东) or e-mail (Shopify); the same for all its orders. */
export function buyerId(plan: SamplePlan, channel: number, buyer: number): string {
  if (buyer < 0) return channel === JD ? `jd_v${-buyer}` : `tbv${String(scramble(channel, -buyer)).padStart(9, '0')}`;
  const twin = twinOf(plan, channel, buyer);
  if (channel === SHOPIFY) return email(plan, buyer, twin !== null);
  return twin === null ? nick(plan, channel, buyer) : nick(plan, twin.channel, twin.buyer);
}

function personName(plan: SamplePlan, buyer: number): [first: string, last: string] {
  const hash = hash32(plan.seed, WHO, SHOPIFY, buyer);
  return [FIRST[hash % FIRST.length] ?? '', LAST[(hash >>> 8) % LAST.length] ?? ''];
}

function email(plan: SamplePlan, buyer: number, variant: boolean): string {
  const owner = variant ? buyer - 1 : buyer;
  const [first, last] = personName(plan, owner);
  if (!variant) return `${first}.${last}${owner}@example.com`;
  return buyer % 4 === 1
    ? `${first}.${last}${owner}+gift@example.com`
    : `${capital(first)}.${capital(last)}${owner}@Example.com`;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Name for a Shopify address block; invented. */
export function overseasName(plan: SamplePlan, buyer: number): string {
  const twin = twinOf(plan, SHOPIFY, buyer);
  const [first, last] = personName(plan, twin === null ? buyer : twin.buyer);
  return `${capital(first)} ${capital(last)}`;
}

/** A number that stays with the person; serves for masked names, phone tails and the region. */
export function personHash(plan: SamplePlan, channel: number, buyer: number): number {
  const twin = twinOf(plan, channel, buyer);
  return twin === null
    ? hash32(plan.seed, WHO + 2, channel, buyer)
    : hash32(plan.seed, WHO + 2, twin.channel, twin.buyer);
}

/** Index into `REGIONS` (or `STATES` overseas) of a person. */
export function regionOf(hash: number, market: 'cn' | 'us'): number {
  return pick(market === 'cn' ? REGION_STEPS : STATE_STEPS, share(hash32(hash, 5)));
}

/** Receiver as printed since 2021: surname and stars. */
export function maskedName(hash: number): string {
  return `${SURNAMES[hash % SURNAMES.length] ?? ''}**`;
}

/** Mobile number with the middle starred. */
export function maskedPhone(hash: number): string {
  return `1${3 + ((hash >>> 4) % 6)}${(hash >>> 9) % 10}****${String(1000 + ((hash >>> 13) % 9000))}`;
}
