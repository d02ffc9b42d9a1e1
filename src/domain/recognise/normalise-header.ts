/** Zero-width marks and the byte order mark, which `\s` does not all know. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g;

/**
 * A header name as it is compared: NFKC (full-width brackets, digits and letters become half-width), without blanks and
 * invisible marks, lower case, 帐 written 账. Never shown.
 */
export function normaliseHeader(name: string): string {
  return name.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, '').toLowerCase().replaceAll('帐', '账');
}
