import { pinyinInitials } from './pinyin.ts';

/** How well a command answers what was typed: 0 not at all … 1 exactly. Every word typed must be found. */
export function scoreCommand(typed: string, names: readonly string[]): number {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const fields = names.flatMap((name) => [name.toLowerCase(), pinyinInitials(name)]);
  return Math.min(...words.map((word) => Math.max(...fields.map((field) => scoreField(word, field)))));
}

function scoreField(word: string, field: string): number {
  if (field === '') return 0;
  if (field === word) return 1;
  if (field.startsWith(word)) return 0.9;
  if (field.includes(word)) return 0.7;
  return isSubsequence(word, field) ? 0.3 : 0;
}

function isSubsequence(word: string, field: string): boolean {
  let at = 0;
  for (const char of field) if (char === word[at]) at++;
  return word.length > 1 && at === word.length;
}
