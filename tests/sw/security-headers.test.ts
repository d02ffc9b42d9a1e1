import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import {
  BACKUP_CHECK_META_POLICY,
  META_POLICY,
  POLICED,
  securityHeaders,
  servedKind,
} from '../../workers/shared/security-headers.ts';

const policy = (kind: Parameters<typeof securityHeaders>[0]) =>
  new Map(
    (securityHeaders(kind)['Content-Security-Policy'] ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );

it('knows what each path is', () => {
  const paths = [
    '',
    'index.html',
    'sub/',
    'sw.js',
    'workers/engine.worker-abc.js',
    'workers/xlsx-abc.js',
    'assets/a.js',
    'backup-check.html',
    'backup-check.js',
  ];
  expect(paths.map(servedKind)).toEqual([
    'page',
    'page',
    'page',
    'service-worker',
    'thread:engine',
    'thread',
    'asset',
    'backup-check',
    'asset',
  ]);
});

it('lets only threads that need it and the backup check compile wasm, and nobody evaluate text', () => {
  const wasm = POLICED.filter((served) => policy(served).get('script-src') !== "'self'");
  expect(wasm).toEqual(['backup-check', 'thread:engine', 'thread:reader', 'thread:vault']);
  for (const served of wasm) expect(policy(served).get('script-src')).toBe("'self' 'wasm-unsafe-eval'");
  for (const served of POLICED) {
    expect(securityHeaders(served)['Content-Security-Policy']).not.toMatch(
      /'unsafe-eval'|script-src[^;]*'unsafe-inline'/,
    );
  }
});

it('starts from nothing, asks for Trusted Types, and lets nobody but the service worker connect', () => {
  for (const served of POLICED) {
    expect(policy(served).get('default-src')).toBe("'none'");
    expect(policy(served).get('require-trusted-types-for')).toBe("'script'");
    expect([...policy(served).values()].join(' ')).not.toMatch(/https?:|\*/);
  }
  expect(Object.fromEntries(POLICED.map((served) => [served, policy(served).get('connect-src')]))).toEqual({
    'backup-check': "'none'",
    page: "'none'",
    'thread:engine': 'blob:',
    'thread:reader': "'none'",
    'thread:vault': "'none'",
    thread: "'none'",
    'service-worker': "'self'",
  });
});

it('leaves out of the meta element what has no effect there', () => {
  expect(META_POLICY).not.toMatch(/frame-ancestors|sandbox/);
  expect(policy('page').get('frame-ancestors')).toBe("'none'");
  expect(policy('page').get('sandbox')).not.toMatch(/popups|top-navigation/);
});

it('stands in the page that is there without the app', async () => {
  const html = await readFile(new URL('../../public/backup-check.html', import.meta.url), 'utf8');
  expect(/http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1]).toBe(BACKUP_CHECK_META_POLICY);
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=/);
});
