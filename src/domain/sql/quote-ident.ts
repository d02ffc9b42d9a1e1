/** A name as a SQL identifier; any character is allowed, a header cell is user input. */
export function quoteIdent(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as a SQL literal, for the few places that take no parameter (COPY, options of read_csv). */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
