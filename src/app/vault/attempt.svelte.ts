import { AppError } from '../../domain/contracts/errors.ts';

/** One thing that the user tries, maybe several times: whether it is under way, and how it failed the last time. */
export class Attempt {
  isBusy = $state(false);
  error = $state.raw<AppError | null>(null);

  /** Does it, once at a time. Anything but an `AppError` is a bug and is thrown. @returns whether it came off */
  async run(act: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.error = null;
    try {
      await act();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.error = thrown;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
