/** An instant as the wall clock of this device shows it: `YYYY-MM-DD HH:MM:SS`. @param iso ISO 8601 in UTC */
export function localMoment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}

/** The day of an instant on this device: `YYYY-MM-DD`. @param iso ISO 8601 in UTC */
export function localDay(iso: string): string {
  return localMoment(iso).slice(0, 10);
}
