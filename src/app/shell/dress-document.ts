import type { Settings } from '../../state/settings.svelte.ts';

/** Puts the look that the settings ask for on the document and keeps it so; returns how to stop. */
export function dressDocument(settings: Settings): void {
  const root = document.documentElement;
  root.lang = settings.locale;
  root.dataset.gain = settings.gainColour;
  if (settings.theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
}
