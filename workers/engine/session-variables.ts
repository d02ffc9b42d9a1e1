import type { BoundStatement } from '../../src/domain/sql/bind-params.ts';
import type { DuckdbBindings } from './duckdb-bindings.ts';

/** What each session holds of the values that statements were bound with. */
export class SessionVariables {
  readonly #bindings: DuckdbBindings;
  /** Values by the statement that set them, for each connection. */
  readonly #held = new Map<number, Map<string, unknown>>();

  constructor(bindings: DuckdbBindings) {
    this.#bindings = bindings;
  }

  /** Sets what the session does not hold already: each assignment costs a millisecond or two. */
  assign(connection: number, { assignments }: BoundStatement): void {
    const held = this.#held.get(connection) ?? new Map<string, unknown>();
    this.#held.set(connection, held);
    for (const { text, value } of assignments) {
      if (held.has(text) && held.get(text) === value) continue;
      const prepared = this.#bindings.createPrepared(connection, text);
      this.#bindings.runPrepared(connection, prepared, [value]);
      this.#bindings.closePrepared(connection, prepared);
      forget(held, text);
      held.set(text, value);
    }
  }

  /** The session is no more. */
  end(connection: number): void {
    this.#held.delete(connection);
  }
}

/** Drops what another type has set under the same name. */
function forget(held: Map<string, unknown>, text: string): void {
  const name = text.slice(0, text.indexOf('='));
  for (const other of [...held.keys()]) if (other.startsWith(name)) held.delete(other);
}
