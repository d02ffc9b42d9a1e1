import { AppError } from '../../src/domain/contracts/errors.ts';

/** The engine can no longer be used; its worker must be replaced by one on the last committed blocks. */
export class EngineDeath extends Error {
  override readonly name: string = 'EngineDeath';
}

/** What a dead engine answers to everything after the statement that it died of. */
export class EngineGone extends EngineDeath {
  override readonly name = 'EngineGone';
}

/** Anything that quotes data: text in quotes, long numbers, whole lines after "Original Line" or "Value". */
const QUOTED_DATA = [/Original Line:[\s\S]*/, /CSV Error[\s\S]*/, /"[^"\n]{0,200}"/g, /'[^'\n]{0,200}'/g, /\d{6,}/g];

/** The engine's own words without anything that could be a user's value. */
function maskMessage(message: string): string {
  return QUOTED_DATA.reduce((text, pattern) => text.replace(pattern, '…'), message).slice(0, 300);
}

/** Sorts what the engine throws: out of memory, a dead instance, or a statement it cannot run. */
export function explainEngineError(thrown: unknown): unknown {
  if (thrown instanceof AppError || thrown instanceof EngineDeath || !(thrown instanceof Error)) return thrown;
  const { message } = thrown;
  if (/out of memory|memory limit|failed to allocate|bad_alloc|Array buffer allocation/i.test(message)) {
    return new AppError('ENGINE_OUT_OF_MEMORY', {}, { cause: thrown });
  }
  const trapped = thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError;
  if (trapped || /database has been invalidated|INTERNAL Error|FATAL Error/i.test(message)) {
    return new EngineDeath(maskMessage(message));
  }
  // These speak of the statement, not of data: the names in them are what its author needs.
  if (/^(Parser|Binder|Catalog|Syntax|Permission|Not implemented|TransactionContext) Error/i.test(message)) {
    return new AppError('QUERY_INVALID', { reason: message.slice(0, 400) }, { cause: thrown });
  }
  if (/^(Conversion|Invalid Input|Constraint|Out of Range|Invalid) Error/i.test(message)) {
    return new AppError('QUERY_INVALID', { reason: maskMessage(message) }, { cause: thrown });
  }
  return thrown;
}
