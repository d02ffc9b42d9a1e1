import { tinykeys } from 'tinykeys';
import type { Command } from './commands.ts';

/** Listens for the keys of all commands; returns how to stop. Typing in a field is never taken for a command. */
export function bindKeys(commands: () => Command[], openPalette: () => void): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {
    '$mod+k': (event) => {
      event.preventDefault();
      openPalette();
    },
  };
  for (const { id, keys } of commands()) {
    if (!keys) continue;
    bindings[keys === '?' ? 'Shift+?' : keys] = (event) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      commands()
        .find((command) => command.id === id)
        ?.run();
    };
  }
  return tinykeys(window, bindings);
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, dialog') !== null;
}
