import { toErrorInfo, type Result } from '../../src/domain/contracts/result.ts';

type Verb = (...args: never[]) => unknown;
type Verbs = Record<string, Verb>;

/** Verbs as they look across the thread: each answers a `Result` and never throws. */
export type Guarded<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Result<Awaited<R>>> : never;
};

function guardVerb<A extends never[], R>(verb: (...args: A) => R) {
  return async (...args: A): Promise<Result<Awaited<R>>> => {
    try {
      return { ok: true, value: await verb(...args) };
    } catch (thrown) {
      return { ok: false, error: toErrorInfo(thrown) };
    }
  };
}

/** Wraps every verb so that a throw becomes `{ ok: false, error }` with its code and params. */
export function guard<T extends Verbs>(verbs: T): Guarded<T>;
export function guard(verbs: Verbs): Record<string, unknown> {
  return Object.fromEntries(Object.entries(verbs).map(([name, verb]) => [name, guardVerb(verb)]));
}
