import type { VaultMark } from '../domain/contracts/vault.ts';

const KEY = 'zhanggui.vault';

/** What is remembered outside the vault that it was here; null when nothing is, or the browser keeps nothing. */
export function readMark(): VaultMark | null {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isMark(read) ? read : null;
  } catch {
    return null;
  }
}

/** Remembers, or with null forgets. Where the browser keeps nothing, a loss cannot be told from a first visit. */
export function writeMark(mark: VaultMark | null): void {
  try {
    if (mark) localStorage.setItem(KEY, JSON.stringify(mark));
    else localStorage.removeItem(KEY);
  } catch {
    // The vault itself is whole without its mark.
  }
}

function isMark(value: unknown): value is VaultMark {
  if (typeof value !== 'object' || value === null) return false;
  const [id, saved, backedUp] = ['vaultId', 'savedAt', 'backedUpAt'].map((key): unknown => Reflect.get(value, key));
  return typeof id === 'string' && typeof saved === 'string' && (backedUp === null || typeof backedUp === 'string');
}
