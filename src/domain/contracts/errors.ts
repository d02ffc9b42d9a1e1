import type { ERRORS } from './error-texts.ts';

export type ErrorCode = keyof typeof ERRORS;
type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer R}` ? P | Placeholders<R> : never;
type CodePlaceholders<C extends ErrorCode> =
  Placeholders<(typeof ERRORS)[C]['text']['en']> | Placeholders<(typeof ERRORS)[C]['hint']['en']>;

/** The values a code's texts need; a missing or misspelt one is a compile error. */
export type ErrorParams<C extends ErrorCode> = Readonly<Record<CodePlaceholders<C>, string | number>>;

/** What crosses a thread: enough to rebuild an `AppError` or to report a bug. */
export type ErrorInfo =
  | { kind: 'expected'; code: ErrorCode; params: Readonly<Record<string, string | number>> }
  | { kind: 'bug'; name: string; message: string; stack: string };

/** An expected failure, thrown inside one thread. Across threads it travels as `ErrorInfo`. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: C, params: ErrorParams<C>, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = 'AppError';
    this.code = code;
    this.params = params;
  }
}

/** Fills `{placeholders}`; an unknown one stays visible so that a test can find it. */
export function fillTemplate(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => String(params[key] ?? whole));
}

const NOT_KEPT = new Set<unknown>([
  'VAULT_FULL',
  'VAULT_WRITE_FAILED',
  'VAULT_READ_FAILED',
  'VAULT_DAMAGED',
  'VAULT_BUSY',
] satisfies ErrorCode[]);

/** Whether a commit failed: the engine then holds a change that is not kept, and has to go back to what is. */
export function isNotKept(thrown: unknown): boolean {
  return thrown instanceof AppError && NOT_KEPT.has(thrown.code);
}
