import type { Page } from './define-page.ts';

const found = import.meta.glob<Page>('../pages/*.page.ts', { eager: true, import: 'page' });

/** Pages in navigation order. @throws when two pages claim one path or one key */
export function orderPages(pages: readonly Page[]): Page[] {
  for (const name of ['path', 'key'] as const) {
    const seen = new Set<string>();
    for (const page of pages) {
      if (seen.has(page[name])) throw new Error(`Two pages claim the ${name} “${page[name]}”`);
      seen.add(page[name]);
    }
  }
  return pages.toSorted((a, b) => a.order - b.order);
}

/** Every page of the app: whatever `src/pages/*.page.ts` defines. */
export const PAGES: readonly Page[] = orderPages(Object.values(found));
