import ts from 'typescript';

export type WrittenText = { line: number; zh: string; en: string | null };

/** Every object in a TypeScript source that speaks Chinese: `{ 'zh-CN': …, en: … }` with literal values. */
export function writtenTexts(fileName: string, source: string): WrittenText[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.ESNext, true);
  const found: WrittenText[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isObjectLiteralExpression(node)) {
      const zh = literalOf(node, 'zh-CN');
      if (zh !== null)
        found.push({ line: file.getLineAndCharacterOfPosition(node.pos).line + 1, zh, en: literalOf(node, 'en') });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function literalOf(node: ts.ObjectLiteralExpression, key: string): string | null {
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText().replaceAll(/['"]/g, '') !== key) continue;
    if (ts.isStringLiteralLike(property.initializer)) return property.initializer.text;
  }
  return null;
}

const HAN = /\p{Script=Han}/u;
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted().join();
/** English may quote a Chinese column or menu name; around the quotes it must be English. */
const unquoted = (text: string) => text.replaceAll(/“[^”]*”|"[^"]*"|「[^」]*」|\([^)]*\)/g, '');

const FAULTS: readonly (readonly [fault: string, is: (zh: string, en: string) => boolean])[] = [
  ['one language is empty', (zh, en) => (zh.trim() === '') !== (en.trim() === '')],
  // A language bears its own name.
  ['not translated', (zh, en) => HAN.test(zh) && zh === en && zh !== '中文'],
  ['Chinese punctuation in the English', (_, en) => /[，。；：？！]/.test(unquoted(en))],
  ['an exclamation mark', (zh, en) => /[!！]/.test(zh + en)],
  ['the languages have different placeholders', (zh, en) => placeholders(zh) !== placeholders(en)],
];

/** What is wrong with one text. @returns null when nothing is; a missing language is a type error already */
export function faultOf({ zh, en }: WrittenText): string | null {
  return en === null ? null : (FAULTS.find(([, is]) => is(zh, en))?.[0] ?? null);
}
