import { AppError } from '../domain/contracts/errors.ts';

/** Nothing heard of a starting engine for this long: a policy or an extension stops it, and it will never answer. */
const START_SECONDS = 30;

/** Rejects `silence` when `hear` is not called for too long. */
export function watchStart(): { hear(): void; stop(): void; silence: Promise<never> } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let fail: (error: Error) => void = () => undefined;
  const silence = new Promise<never>((_, reject) => (fail = reject));
  silence.catch(() => undefined);
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(
      () => fail(new AppError('ENGINE_START_TIMEOUT', { seconds: START_SECONDS })),
      START_SECONDS * 1000,
    );
  };
  hear();
  return { hear, stop: () => clearTimeout(timer), silence };
}
