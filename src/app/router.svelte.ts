import type { Address } from '../state/address.ts';
import { formatHash, parseHash } from './hash.ts';

/** The address bar. Everything lives behind the hash, so nothing of it reaches a server or its logs. */
export class Router implements Address {
  #at = $state.raw(parseHash(location.hash));
  readonly #listeners = new Set<() => void>();

  constructor() {
    addEventListener('hashchange', () => this.#read());
    addEventListener('popstate', () => this.#read());
  }

  get path(): string {
    return this.#at.path;
  }

  get params(): URLSearchParams {
    return this.#at.params;
  }

  go(path: string, params: URLSearchParams, how: 'push' | 'replace' = 'push'): void {
    const hash = formatHash(path, params);
    if (hash === formatHash(this.path, this.params)) return;
    if (how === 'push') history.pushState(null, '', hash);
    else history.replaceState(null, '', hash);
    this.#read();
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #read(): void {
    const next = parseHash(location.hash);
    if (formatHash(next.path, next.params) === formatHash(this.path, this.params)) return;
    this.#at = next;
    for (const listener of this.#listeners) listener();
  }
}
