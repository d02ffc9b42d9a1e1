import type { Text } from './text.ts';

/**
 * What a personal column says of an order's buyer or recipient. Kept as written under the key of the class `personal`;
 * `mask` is how a page may see it, `note` being nothing but that there is one.
 */
export const CONTACT_ROLES = {
  buyer_nick: { mask: 'name', title: { 'zh-CN': '买家昵称', en: 'Buyer’s nick' } },
  buyer_account: { mask: 'account', title: { 'zh-CN': '买家账号', en: 'Buyer’s account' } },
  recipient: { mask: 'name', title: { 'zh-CN': '收件人', en: 'Recipient' } },
  phone: { mask: 'phone', title: { 'zh-CN': '手机', en: 'Phone' } },
  phone_alt: { mask: 'phone', title: { 'zh-CN': '其他电话', en: 'Other phone' } },
  email: { mask: 'email', title: { 'zh-CN': '邮箱', en: 'E-mail' } },
  address: { mask: 'address', title: { 'zh-CN': '收货地址', en: 'Address' } },
  street: { mask: 'note', title: { 'zh-CN': '街道', en: 'Street' } },
  postcode: { mask: 'note', title: { 'zh-CN': '邮编', en: 'Postcode' } },
  company: { mask: 'name', title: { 'zh-CN': '收件公司', en: 'Company' } },
  billing_name: { mask: 'name', title: { 'zh-CN': '账单姓名', en: 'Billing name' } },
  billing_phone: { mask: 'phone', title: { 'zh-CN': '账单电话', en: 'Billing phone' } },
  billing_address: { mask: 'address', title: { 'zh-CN': '账单地址', en: 'Billing address' } },
  billing_postcode: { mask: 'note', title: { 'zh-CN': '账单邮编', en: 'Billing postcode' } },
  billing_company: { mask: 'name', title: { 'zh-CN': '账单公司', en: 'Billing company' } },
  invoice_title: { mask: 'name', title: { 'zh-CN': '发票抬头', en: 'Invoice title' } },
  buyer_note: { mask: 'note', title: { 'zh-CN': '买家留言', en: 'Buyer’s message' } },
  seller_note: { mask: 'note', title: { 'zh-CN': '商家备注', en: 'Seller’s note' } },
  order_note: { mask: 'note', title: { 'zh-CN': '订单备注', en: 'Order note' } },
} as const satisfies Record<string, { mask: 'name' | 'account' | 'phone' | 'email' | 'address' | 'note'; title: Text }>;

export type ContactRole = keyof typeof CONTACT_ROLES;
export const CONTACT_ROLE_NAMES = Object.keys(CONTACT_ROLES).filter(
  (name): name is ContactRole => name in CONTACT_ROLES,
);

/** The columns of a file, counted from 0, that a role is read from: of each row the first that says something. */
export type ContactColumn = { readonly role: ContactRole; readonly columns: readonly number[] };

/** One of an order's personal facts as a page may see it; `masked` is null where it is only said that there is one. */
export type ContactFact = { readonly role: ContactRole; readonly masked: string | null };

/** What is known of an order's buyer and recipient. `not_held`: this way in does not open personal data. */
export type OrderContact =
  | { readonly is: 'stated'; readonly facts: readonly ContactFact[] }
  | { readonly is: 'none' }
  | { readonly is: 'not_held' };
