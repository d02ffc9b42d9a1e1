/** What the page and the service worker say to each other. Sizes are bytes. */

/** One file that is fetched ahead so that the app works without a network. */
export type PackFile = {
  /** Relative to the scope of the service worker; holds a content hash. */
  readonly url: string;
  readonly size: number;
  /** Lower-case hex SHA-256 of the bytes. */
  readonly sha256: string;
};

/** Sent by the page; `warm` is answered through the port that travels with it. */
export type OfflineRequest = { readonly type: 'warm' } | { readonly type: 'SKIP_WAITING' };

/** Answers to `warm`: progress until everything is stored, or the reason why it is not. */
export type OfflineReply =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'ready'; readonly total: number }
  | { readonly type: 'stopped'; readonly done: number; readonly total: number };

/** The cache that holds files handed over by the operating system until the page takes them. */
export const SHARED_FILES_CACHE = 'shared-files';

/** Header that carries the percent-encoded name of a file in `SHARED_FILES_CACHE`. */
export const SHARED_NAME_HEADER = 'x-file-name';
