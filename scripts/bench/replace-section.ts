/** A page with one part replaced, from its heading to the next of the same rank; a part it did not have comes last. */
export function replaceSection(page: string, section: string): string {
  const [heading = ''] = section.split('\n');
  const [start, ...parts] = page.split(/^(?=## )/m);
  const isIt = (part: string) => part.split('\n')[0] === heading;
  const kept = parts.some(isIt) ? parts.map((part) => (isIt(part) ? section : part)) : [...parts, section];
  return `${[start, ...kept].map((part) => part?.trim()).join('\n\n')}\n`;
}
