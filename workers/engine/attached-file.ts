import type { DataClass } from '../../src/domain/contracts/data-class.ts';

/** The file of a class beside the main database: the name the runtime knows it by, and the tables it is for. */
export type AttachedFile = { readonly name: DataClass; readonly path: string; readonly tables: readonly string[] };
