import { AppError } from '../../src/domain/contracts/errors.ts';

const MEGABYTE = 1_000_000;

const isAppError = (thrown: unknown): thrown is AppError => thrown instanceof AppError;
const nameOf = (thrown: unknown) => (thrown instanceof Error ? thrown.name : '');

/** A file was asked to take more bytes than there is room for. */
export class ShortWrite extends Error {
  override readonly name = 'QuotaExceededError';
}

/** What opening or reading threw, in words for the user. */
export function explainReading(thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown;
  if (nameOf(thrown) === 'NoModificationAllowedError') return new AppError('VAULT_BUSY', {}, { cause: thrown });
  return new AppError('VAULT_READ_FAILED', {}, { cause: thrown });
}

/** What a commit threw, in words for the user; `missing` is how many bytes it would have needed. */
export function explainWriting(thrown: unknown, missing: number): AppError {
  if (isAppError(thrown)) return thrown;
  if (nameOf(thrown) === 'NoModificationAllowedError') return new AppError('VAULT_BUSY', {}, { cause: thrown });
  if (nameOf(thrown) === 'QuotaExceededError') {
    const megabytes = Math.ceil((10 * missing) / MEGABYTE) / 10;
    return new AppError('VAULT_FULL', { megabytes }, { cause: thrown });
  }
  return new AppError('VAULT_WRITE_FAILED', {}, { cause: thrown });
}
