import { quoteText } from './quote-ident.ts';

/** Issues as a CSV batch registered under `path`, in the column order of `import_issue`. */
export function compileIssueBatch(path: string): string {
  const names = ['a', 'c', 'd', 'e', 'f', 'g'].map((name) => `'${name}': 'VARCHAR'`);
  const columns = `{${[names[0], "'b': 'BIGINT'", ...names.slice(1)].join(', ')}}`;
  return `INSERT INTO import_issue
SELECT * FROM read_csv(${quoteText(path)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', columns = ${columns})`;
}

/** What a judging SELECT finds, put aside for the two steps after it. */
export function compileFound(select: string): string {
  return `CREATE OR REPLACE TEMP TABLE stg_found AS ${select}`;
}
