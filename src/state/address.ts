/** The address bar as state sees it: a page and its parameters, behind the hash. */
export type Address = {
  readonly path: string;
  readonly params: URLSearchParams;
  /** `push` makes a step that the back button undoes; `replace` does not. */
  go(path: string, params: URLSearchParams, how?: 'push' | 'replace'): void;
  /** Calls back after every change; returns how to stop. */
  watch(listener: () => void): () => void;
};
