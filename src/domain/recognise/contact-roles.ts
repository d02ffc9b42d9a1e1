import type { ContactRole } from '../contracts/contact.ts';
import { headerList } from '../contracts/format.ts';
import { bareName } from './field-synonyms.ts';

/** Header names of personal columns by what they say; of several columns of one role the name that stands first here counts. */
const NAMES: Readonly<Record<ContactRole, string>> = {
  buyer_nick: `买家会员名 | 买家会员昵称 | 买家昵称 | 买家 | 会员名 | 会员名称 | 会员昵称 | 客户网名 | 旺旺 | 昵称 | 网名 | 下单帐号 | 下单账号
    客户账号 | 买家账号 | 用户名 | Buyer Username | Username | Nickname | Buyer | Customer ID | 客户ID | 会员ID | 买家ID | 用户ID`,
  buyer_account: '买家支付宝账号 | 支付宝账号 | 买家支付宝 | 微信号 | 微信',
  recipient: `收货人姓名 | 收货人 | 收件人 | 收件人姓名 | 客户姓名 | 联系人 | 联系人姓名 | 顾客姓名 | 买家姓名 | 姓名 | 客户名称 | 会员姓名
    Shipping Name | Ship Name | Recipient Name | Recipient | Receiver | Receiver Name | Consignee | Ship To Name | Customer Name | Buyer Name | Full Name
    Contact Name | Name`,
  phone: `联系手机 | 手机 | 手机号 | 手机号码 | 收件人手机号 | 收件人手机 | 收货人手机 | 收件人电话 | 收货人电话 | 联系电话 | 联系方式 | 电话
    Shipping Phone | Ship Phone | Recipient Phone | Phone | Phone Number | Mobile | Mobile Phone | Telephone | Tel | Buyer Phone Number | Customer Phone`,
  phone_alt: '用户购买手机号 | 固定电话 | 备用电话 | 联系电话2 | Phone 2 | Alternate Phone',
  email: '邮箱 | 电子邮箱 | 邮件 | 买家邮箱 | Email | E-mail | Email Address | Buyer Email | Customer Email',
  address: `修改后的收货地址 | 收货地址 | 收件地址 | 收货人地址 | 收件人地址 | 客户地址 | 详细地址 | 地址 | Shipping Street | Shipping Address1 | Shipping Address
    Ship Address 1 | Ship To Address | Delivery Address | Address | Address 1 | Address Line 1 | Street Address`,
  street: '街道 | 街道/镇 | 乡镇 | 街道/乡镇 | Street',
  postcode: '邮编 | 邮政编码 | 收货邮编 | Shipping Zip | Ship Postal Code | Zip | Zip Code | Postcode | Postal Code',
  company: '收货公司 | Shipping Company',
  billing_name: 'Billing Name | Bill Name',
  billing_phone: 'Billing Phone | Bill Phone',
  billing_address: 'Billing Street | Billing Address1 | Billing Address | Bill Address 1',
  billing_postcode: 'Billing Zip | Billing Postcode',
  billing_company: 'Billing Company',
  invoice_title: '发票抬头 | Invoice Title',
  buyer_note: `买家留言 | 主订单买家留言 | 留言 | 买家备注 | 客户留言 | 顾客留言 | Notes | Customer Note | Buyer Note | Buyer Message | Customer Message | Message
    Message From Buyer`,
  seller_note: '商家备注 | 商家备忘 | 卖家备注 | 主订单备注 | 客服备注 | Seller Note | Merchant Note',
  order_note: '订单备注 | 备注 | 联系方式备注 | Note | Order Note | Remark | Remarks',
};

/** Why a personal column is not kept. */
type Omission = 'identity_papers' | 'not_of_the_buyer' | 'said_by_another_column' | 'machine_made';

const OMITTED: Readonly<Record<Omission, string>> = {
  // Worth more to a thief than to a shop: no question needs them.
  identity_papers: '身份证姓名 | 身份证号码 | 身份证号 | 护照号 | 旅行类信息 | 充值号码 | 增值税发票 | 消费者资料',
  not_of_the_buyer: '配送员手机号 | 达人昵称 | Employee',
  said_by_another_column: 'Billing Address2 | Shipping Address2',
  machine_made: 'Note Attributes',
};

const listed = <T extends string>(names: Readonly<Record<T, string>>, keys: readonly T[]) =>
  keys.flatMap((key) => headerList(names[key]).map((name, rank) => [bareName(name), { key, rank }] as const));

const ROLES = new Map(listed(NAMES, keysOf(NAMES)));
const OMISSIONS = new Map(listed(OMITTED, keysOf(OMITTED)));

/** Names of no list, by what stands in them; the first that fits counts. */
const BY_PARTS: readonly (readonly [RegExp, ContactRole | null])[] = [
  [/身份证|证件|护照|银行卡|开户|生日|出生|passport|ssn|birth|^dob$|idcard|cardnumber|fax/, null],
  [/抬头/, 'invoice_title'],
  [/支付宝/, 'buyer_account'],
  [/e?mail|邮箱/, 'email'],
  [/邮编|zip|postcode|postalcode/, 'postcode'],
  [/手机|电话|联系方式|phone|mobile|^tel$/, 'phone'],
  [/地址|address/, 'address'],
  [/街道|street/, 'street'],
  [/留言|message|note|remark/, 'buyer_note'],
  [/昵称|网名|旺旺|会员名$|账号|username|nick/, 'buyer_nick'],
  [/姓名|收货人|收件人|联系人|客户名|顾客名|买家|name/, 'recipient'],
];

/** A personal column: what it says, and its place among columns that say the same, the lowest first. */
export type RoleOfHeader = { readonly role: ContactRole; readonly rank: number };

const BEHIND_LISTED = 1000;

/** What a personal column says, by its name; why it is not kept; or null when its name tells nothing. */
export function roleOfHeader(header: string): RoleOfHeader | Omission | null {
  const name = bareName(header);
  const known = ROLES.get(name);
  if (known) return { role: known.key, rank: known.rank };
  const omitted = OMISSIONS.get(name);
  if (omitted) return omitted.key;
  const fits = BY_PARTS.find(([parts]) => parts.test(name));
  if (!fits) return null;
  const [, role] = fits;
  return role === null ? 'identity_papers' : { role, rank: BEHIND_LISTED };
}

function keysOf<T extends string>(record: Readonly<Record<T, string>>): readonly T[] {
  const isKey = (key: string): key is T => Object.hasOwn(record, key);
  return Object.keys(record).filter(isKey);
}
