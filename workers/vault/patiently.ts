import { AppError } from '../../src/domain/contracts/errors.ts';

const TRIES = 60;
const BETWEEN_MS = 50;

/** Tries again while files are still held by a thread that ended a moment ago. @throws AppError VAULT_BUSY after 3 s, else as `work` */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (thrown) {
      if (tries === TRIES || !isBusy(thrown)) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
}

const isBusy = (thrown: unknown): boolean => thrown instanceof AppError && thrown.code === 'VAULT_BUSY';
