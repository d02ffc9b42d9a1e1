import { version } from '../../package.json';
import type { Session } from '../state/session.svelte.ts';

/** Where the app stood when something went wrong. Holds no data row, file name or filter value. */
export async function collectDiagnostics(session: Session, path: string, error: unknown): Promise<string> {
  const engine = await engineFacts(session);
  const facts: Record<string, unknown> = {
    version,
    at: new Date().toISOString(),
    page: path,
    browser: navigator.userAgent,
    language: session.settings.locale,
    engine: session.engineState.is,
    jobs: session.jobs.running.length,
    imports: session.importing.cards.map((card) => ({
      phase: card.phase,
      bytes: card.file.size,
      tables: card.reports.length,
    })),
    ...engine,
  };
  if (error !== null && error !== undefined) facts.error = describeError(error);
  return JSON.stringify(facts, null, 2);
}

/** Engine messages can quote values of a statement: quoted parts are cut out of the message, the stack keeps only places. */
export function describeError(error: unknown): { name: string; message: string; stack: string[] } {
  if (!(error instanceof Error)) return { name: 'Error', message: hideQuoted(String(error)), stack: [] };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s*at |@/.test(line));
  return {
    name: error.name,
    message: hideQuoted(error.message),
    stack: places.slice(0, 20).map((line) => line.trim()),
  };
}

function hideQuoted(message: string): string {
  return message.replace(/'[^']*'|"[^"]*"|“[^”]*”/g, '…').slice(0, 500);
}

async function engineFacts(session: Session): Promise<Record<string, string | number | boolean>> {
  if (session.engineState.is !== 'ready') return {};
  try {
    return await session.engine.diagnostics();
  } catch {
    return { diagnostics: 'not available' };
  }
}
