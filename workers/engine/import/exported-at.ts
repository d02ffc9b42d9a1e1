/** Times platforms write into file names: 202406011230, 2024-06-01-12-30-05, 1717214400_…, 20240601. */
const IN_NAME = [
  { pattern: /(20\d{2})[-_]?(\d{2})[-_]?(\d{2})[-_ T]?(\d{2})[-_:]?(\d{2})(?:[-_:]?(\d{2}))?(?!\d)/, epoch: false },
  { pattern: /(20\d{2})[-_]?(\d{2})[-_]?(\d{2})(?!\d)/, epoch: false },
  { pattern: /(?:^|\D)(1[5-9]\d{8})(?=\D|$)/, epoch: true },
] as const;

const LARGEST = [9999, 12, 31, 23, 59, 59];
const SMALLEST = [2000, 1, 1, 0, 0, 0];

function fromParts(match: RegExpMatchArray): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const parts = [year, month, day, hour, minute, second];
  const valid = parts.every((part, at) => part >= (SMALLEST[at] ?? 0) && part <= (LARGEST[at] ?? 0));
  return valid ? Date.UTC(year, month - 1, day, hour, minute, second) : Number.NaN;
}

/**
 * When a file was exported, `YYYY-MM-DD HH:mm:ss`: as its name says, else its own date. Only its order against other
 * exports matters, so the name's clock is taken as it stands.
 */
export function exportedAt(name: string, lastModified: number): string {
  for (const { pattern, epoch } of IN_NAME) {
    const match = pattern.exec(name);
    if (!match) continue;
    const at = epoch ? Number(match[1]) * 1000 : fromParts(match);
    if (Number.isFinite(at)) return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  }
  return new Date(lastModified).toISOString().slice(0, 19).replace('T', ' ');
}
