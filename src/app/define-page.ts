import type { Component } from 'svelte';
import type { Text } from '../domain/contracts/text.ts';

/** One route. Its file `<route>.page.ts` is small and loaded at start; `load` brings the rest when it is visited. */
export type Page = {
  /** Behind the hash, with its leading slash. */
  readonly path: string;
  /** Place in the navigation, ascending; pages of one `group` stand together. */
  readonly order: number;
  readonly group: 'work' | 'analyse' | 'data';
  /** One or two words for the navigation. */
  readonly title: Text;
  /** The user's question that heads the page. */
  readonly question: Text;
  readonly icon: Component<{ size?: number }>;
  /** The letter that follows `g` to get here. */
  readonly key: string;
  readonly load: () => Promise<{ default: Component }>;
};

/** Checks nothing at run time: the type does. It exists so that a page file is one expression. */
export function definePage(page: Page): Page {
  return page;
}
