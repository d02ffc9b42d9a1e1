/** What the page and the service worker say to each other. Sizes are bytes. */

/** One file that is fetched ahead so that the app works without a network. */
export type PackFile = {
  /** Relative to the scope of the service worker; holds a content hash. */
  readonly url: string;
  readonly size: number;
  /** Lower-case hex SHA-256 of the bytes. */
  readonly sha256: string;
};

/** Sent by the page; `warm` and `audit` are answered through the port that travels with them. */
export type OfflineRequest = { readonly type: 'warm' | 'audit' | 'claim' | 'SKIP_WAITING' };

/** Answers to `warm`: progress until everything is stored, or the reason why it is not. */
export type OfflineReply =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'ready'; readonly total: number }
  | { readonly type: 'stopped'; readonly done: number; readonly total: number };

/** One file of the build against its copy on this device. */
export type AuditedFile = PackFile & { readonly state: 'same' | 'differs' | 'missing' };

/** Answer to `audit`: every file of the build, and the headers that the service worker puts on each kind of answer. */
export type AuditReply = {
  readonly files: readonly AuditedFile[];
  readonly policies: readonly { readonly served: string; readonly headers: Readonly<Record<string, string>> }[];
};

/** The cache of the files that are too large for the install step, the engine's module among them. */
export const ENGINE_PACK_CACHE = 'engine-pack';

/** The cache that holds files handed over by the operating system until the page takes them. */
export const SHARED_FILES_CACHE = 'shared-files';

/** Header that carries the percent-encoded name of a file in `SHARED_FILES_CACHE`. */
export const SHARED_NAME_HEADER = 'x-file-name';
