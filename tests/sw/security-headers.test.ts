import { expect, it } from 'vitest';
import { META_POLICY, securityHeaders, servedKind } from '../../workers/shared/security-headers.ts';

const policy = (kind: Parameters<typeof securityHeaders>[0]) =>
  new Map(
    (securityHeaders(kind)['Content-Security-Policy'] ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );

it('knows what each path is', () => {
  expect(
    ['', 'index.html', 'sub/', 'sw.js', 'workers/engine.worker-abc.js', 'assets/a.js', 'x.wasm'].map(servedKind),
  ).toEqual(['page', 'page', 'page', 'service-worker', 'worker', 'asset', 'asset']);
});

it('lets only workers compile wasm, and nobody evaluate text', () => {
  expect(policy('page').get('script-src')).toBe("'self'");
  expect(policy('worker').get('script-src')).toBe("'self' 'wasm-unsafe-eval'");
  for (const kind of ['page', 'worker', 'service-worker'] as const) {
    expect(securityHeaders(kind)['Content-Security-Policy']).not.toMatch(
      /'unsafe-eval'|script-src[^;]*'unsafe-inline'/,
    );
  }
});

it('starts from nothing and connects to its own origin alone', () => {
  for (const kind of ['page', 'worker', 'service-worker'] as const) {
    expect(policy(kind).get('default-src')).toBe("'none'");
    expect(policy(kind).get('connect-src')).toBe("'self'");
    expect([...policy(kind).values()].join(' ')).not.toMatch(/https?:|\*/);
  }
});

it('leaves out of the meta element what has no effect there', () => {
  expect(META_POLICY).not.toMatch(/frame-ancestors|sandbox/);
  expect(policy('page').get('frame-ancestors')).toBe("'none'");
});
