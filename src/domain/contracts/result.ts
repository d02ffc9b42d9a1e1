import { AppError, type ErrorInfo } from './errors.ts';

/** How a verb's answer crosses a thread; comlink alone keeps only name, message and stack of an error. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: ErrorInfo };

const isAppError = (thrown: unknown): thrown is AppError => thrown instanceof AppError;

/** Describes anything thrown; an unexpected error keeps its stack for the diagnostics. */
export function toErrorInfo(thrown: unknown): ErrorInfo {
  if (isAppError(thrown)) return { kind: 'expected', code: thrown.code, params: thrown.params };
  if (thrown instanceof Error)
    return { kind: 'bug', name: thrown.name, message: thrown.message, stack: thrown.stack ?? '' };
  return { kind: 'bug', name: 'Error', message: String(thrown), stack: '' };
}

/** The error again, on the other side; the params were checked where it was thrown. */
export function fromErrorInfo(info: ErrorInfo): Error {
  if (info.kind === 'bug') return Object.assign(new Error(info.message), { name: info.name, stack: info.stack });
  const rebuilt = new AppError('CANCELLED', {});
  return Object.assign(rebuilt, {
    code: info.code,
    params: info.params,
    message: `${info.code} ${JSON.stringify(info.params)}`,
  });
}

/** The value, or the error thrown again. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw fromErrorInfo(result.error);
}
