import { pathToFileURL } from 'node:url';
import { runStep, summarise, type Outcome } from './run-step.ts';

/** Every rule that holds without running the app, in the order of how soon it speaks. */
const CHECKS = ['types', 'svelte', 'lint', 'format', 'boundaries', 'unused', 'docs', 'bundle'];

/** Runs all checks, also after one failed. @returns one outcome per check */
export function runChecks(): Outcome[] {
  return CHECKS.map((name) => {
    const ok = runStep(`check:${name}`, ['npm', 'run', '--silent', `check:${name}`]);
    return { name: `check:${name}`, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = summarise(runChecks());
