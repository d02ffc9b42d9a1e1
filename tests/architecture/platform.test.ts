import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { ROOT } from './tree.ts';

/** Names that a source cannot find under one of the project's tsconfigs. */
function unknownNames(tsconfig: string, source: string): string[] {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const options = ts.getParsedCommandLineOfConfigFile(join(ROOT, tsconfig), {}, host)?.options ?? {};
  const folder = mkdtempSync(join(tmpdir(), 'platform-'));
  try {
    const file = join(folder, 'planted.ts');
    writeFileSync(file, source);
    const program = ts.createProgram([file], options);
    return program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(
        ({ messageText }) =>
          /Cannot find name '(\w+)'/.exec(ts.flattenDiagnosticMessageText(messageText, ' '))?.[1] ?? '',
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('gives the domain neither a page nor Node nor a console', () => {
  const source = 'export const all = [window, document, process, console, TextDecoder, fetch];';
  expect(unknownNames('tsconfig.domain.json', source)).toEqual([
    'window',
    'document',
    'process',
    'console',
    'TextDecoder',
    'fetch',
  ]);
});

it('gives workers no page', () => {
  expect(unknownNames('tsconfig.workers.json', 'export const all = [window, document, fetch, self];')).toEqual([
    'window',
    'document',
  ]);
});
