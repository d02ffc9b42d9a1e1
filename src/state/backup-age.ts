const DAY_MS = 86_400_000;

/** Whole days since a backup was written. @param backedUpAt ISO 8601 in UTC @returns null when there was none */
export function backupAge(backedUpAt: string | null, now: number): number | null {
  if (backedUpAt === null) return null;
  return Math.max(0, Math.floor((now - Date.parse(backedUpAt)) / DAY_MS));
}

/** Days after which a backup is spoken of: where the browser clears what is not visited, sooner. */
export function backupPatience(isIos: boolean): number {
  return isIos ? 7 : 30;
}

/** Whether it is time for a backup; always when there was none. @param age days, null for never */
export function isBackupDue(age: number | null, patience: number): boolean {
  return age === null || age >= patience;
}
