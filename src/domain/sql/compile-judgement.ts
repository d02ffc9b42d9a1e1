import { lineOf, placeOf } from './lineage.ts';
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

/** All issues of one import (`$id`) by place and line. */
export function compileIssueList(): string {
  return `SELECT ${lineOf('i.src_row')} AS line, ${placeOf('f', 'i.src_row')} AS sheet, i.column_name, i.code, i.severity, i.raw_value, i.message
FROM import_issue i
JOIN source_file f ON f.src_file_id = i.src_file_id
WHERE i.src_file_id = $id
ORDER BY i.src_row, i.code, i.column_name`;
}
