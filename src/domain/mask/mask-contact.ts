import { CONTACT_ROLES, type ContactRole } from '../contracts/contact.ts';
import { regionOfAddress } from '../recognise/region-of-address.ts';

const STAR = /[*＊•×]/;
/** A platform's own mask leaves little to be seen. */
const MOST_SEEN = { letters: 8, digits: 7 };
const digitsOf = (text: string) => text.replace(/\D/g, '');
const isMasked = (text: string) =>
  STAR.test(text) && Array.from(text).filter((letter) => !STAR.test(letter)).length <= MOST_SEEN.letters;
const HIDDEN = '***';

const firstOf = (text: string) => Array.from(text)[0] ?? '';

/** 张** · j** — the first character alone. */
export function maskName(name: string): string {
  return isMasked(name) ? name : `${firstOf(name)}**`;
}

/** 138****1234 — the first three and the last four digits, of a number long enough to hide something behind them. */
export function maskPhone(phone: string): string {
  const digits = digitsOf(phone);
  if (STAR.test(phone) && digits.length <= MOST_SEEN.digits && !/\p{L}/u.test(phone)) return phone;
  return digits.length < 10 ? HIDDEN : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** a***@example.com — the first character and the domain; a text that is no address, as a name. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return maskName(email);
  return isMasked(email.slice(0, at)) ? email : `${firstOf(email)}${HIDDEN}${email.slice(at)}`;
}

/** An account that is an e-mail, a phone number or a name. */
export function maskAccount(account: string): string {
  if (account.includes('@')) return maskEmail(account);
  return /^\+?[\d -]{7,}$/.test(account) ? maskPhone(account) : maskName(account);
}

/** 浙江 杭州市 西湖区*** — the region alone. */
export function maskAddress(address: string): string {
  const { province, city, district } = regionOfAddress(address);
  const region = [province, city, district].filter((part) => part !== '' && !STAR.test(part));
  return province === '' ? HIDDEN : `${region.join(' ')}${HIDDEN}`;
}

const MASKS = { name: maskName, account: maskAccount, phone: maskPhone, email: maskEmail, address: maskAddress };

/** A fact as a page may see it; null for notes, of which it may only know that they are there. */
export function maskFact(role: ContactRole, value: string): string | null {
  const { mask } = CONTACT_ROLES[role];
  return mask === 'note' ? null : MASKS[mask](value);
}
