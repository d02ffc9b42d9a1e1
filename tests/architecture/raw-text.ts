import { parse } from 'svelte/compiler';

/** Attributes that a person reads or hears. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'title',
  'placeholder',
  'alt',
  'label',
]);
/** What stands in these is a key or a sign, the same in every language. */
const LITERAL = new Set(['kbd', 'code']);
const LETTERS = /\p{L}/u;

/** Words written straight into the markup of a component, where they could speak one language only. */
export function rawText(source: string): string[] {
  const found: string[] = [];
  visit(parse(source, { modern: true }).fragment, found);
  return found;
}

type MarkupNode = { type?: string; name?: string; data?: string; value?: unknown };

function visit(node: unknown, found: string[]): void {
  if (Array.isArray(node)) for (const child of node) visit(child, found);
  else if (typeof node === 'object' && node !== null) visitNode(node, found);
}

function visitNode(node: MarkupNode, found: string[]): void {
  if (node.type === 'Text') found.push(...spoken(node.data ?? ''));
  else if (node.type === 'Attribute') found.push(...(SPOKEN.has(node.name ?? '') ? attributeText(node.value) : []));
  else if (!isSilent(node)) {
    for (const [key, child] of Object.entries(node)) if (key !== 'expression') visit(child, found);
  }
}

const isSilent = ({ type, name }: MarkupNode) =>
  (type === 'RegularElement' && LITERAL.has(name ?? '')) || (type?.endsWith('Directive') ?? false);

const spoken = (text: string) => (LETTERS.test(text) ? [text.trim()] : []);

function attributeText(value: unknown): string[] {
  const parts: MarkupNode[] = Array.isArray(value) ? value : [];
  return parts.flatMap((part) => (part.type === 'Text' ? spoken(part.data ?? '') : []));
}
