/** What is used of the engine's blocking bindings; the same in the browser and in Node. */
export type DuckdbBindings = {
  connect(): { useUnsafe<T>(use: (unsafe: unknown, id: number) => T): T };
  disconnect(connection: number): void;
  runQuery(connection: number, text: string): Uint8Array;
  createPrepared(connection: number, text: string): number;
  runPrepared(connection: number, statement: number, params: (string | number | boolean | null)[]): Uint8Array;
  closePrepared(connection: number, statement: number): void;
  startPendingQuery(connection: number, text: string, stream: boolean): Uint8Array | null;
  pollPendingQuery(connection: number): Uint8Array | null;
  cancelPendingQuery(connection: number): boolean;
  fetchQueryResults(connection: number): Uint8Array | null;
  registerFileBuffer(name: string, bytes: Uint8Array): void;
  dropFile(name: string): void;
  /** Names of the tables that a text reads, without schema. */
  getTableNames(connection: number, text: string): string[];
};
