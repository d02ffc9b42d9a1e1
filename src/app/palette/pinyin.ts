// The first character, in pinyin order, of every initial letter that Mandarin has.
const BOUNDS = '阿八嚓咑妸发旮哈丌咔垃呣拏噢妑七呥仨他屲夕丫帀';
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

/** The initials under which a Chinese title is typed: 支付金额 → zfje. Other letters and digits stand for themselves. */
export function pinyinInitials(title: string): string {
  return Array.from(title.toLowerCase()).map(initial).join('');
}

function initial(char: string): string {
  if (/[a-z0-9]/.test(char)) return char;
  if (!/\p{Script=Han}/u.test(char)) return '';
  let letter = '';
  for (const [index, bound] of Array.from(BOUNDS).entries()) {
    if (order.compare(char, bound) < 0) break;
    letter = LETTERS[index] ?? '';
  }
  return letter;
}
