import { POLICED, securityHeaders, servedKind, type Served } from '../workers/shared/security-headers.ts';

const COMMON = Object.entries(securityHeaders('asset'));
const FOREVER = 'public, max-age=31536000, immutable';

const policyOf = (served: Served): string => securityHeaders(served)['Content-Security-Policy'] ?? '';

/** Pattern of the addresses of one kind, the most special first: both servers take the first that fits. */
function patternOf(served: Served): string {
  if (served === 'backup-check') return '/backup-check\\.html$';
  if (served === 'page') return '(/|\\.html)$';
  if (served === 'service-worker') return '/sw\\.js$';
  const name = served.slice('thread:'.length);
  return name === '' ? '/workers/' : `/workers/${name}\\.worker-`;
}

/**
 * The `_headers` file that Netlify, Cloudflare Pages and others read. Headers of several blocks that fit one address
 * are joined there, so each policy stands in a block of its own file.
 * @param files addresses of the build, without a leading slash
 */
export function hostHeaders(files: readonly string[]): string {
  const block = (path: string, headers: Record<string, string>) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  const policed = files.filter((file) => servedKind(file) !== 'asset');
  return [
    block('/*', securityHeaders('asset')),
    block('/', { 'Content-Security-Policy': policyOf('page'), 'Cache-Control': 'no-cache' }),
    ...policed.map((file) =>
      block(`/${file}`, {
        'Content-Security-Policy': policyOf(servedKind(file)),
        'Cache-Control': file.startsWith('workers/') ? FOREVER : 'no-cache',
      }),
    ),
    block('/assets/*', { 'Cache-Control': FOREVER }),
    '',
  ].join('\n\n');
}

/** Configuration for nginx, below `conf.d`: the policies by address, and a server to adapt. */
export function nginxHeaders(): string {
  return [
    'map $uri $zhanggui_policy {',
    '    default "";',
    ...POLICED.map((served) => `    "~${patternOf(served)}" "${policyOf(served)}";`),
    '}',
    'map $uri $zhanggui_cache {',
    '    default "no-cache";',
    `    "~/(assets|workers)/" "${FOREVER}";`,
    '}',
    'server {',
    '    listen 443 ssl;',
    '    server_name zhanggui.example.com;',
    '    root /srv/zhanggui/dist;',
    '    types { application/wasm wasm; application/manifest+json webmanifest; text/javascript js; text/css css;',
    '            text/html html; image/svg+xml svg; image/png png; }',
    '    gzip on; gzip_types application/wasm text/javascript text/css image/svg+xml;   # or brotli_static',
    '    add_header Content-Security-Policy $zhanggui_policy always;',
    '    add_header Cache-Control $zhanggui_cache always;',
    ...COMMON.map(([name, value]) => `    add_header ${name} "${value}" always;`),
    '}',
    '',
  ].join('\n');
}

/** The `.htaccess` file that Apache reads. */
export function apacheHeaders(): string {
  const rules = POLICED.map((served, at) => [
    `<${at === 0 ? 'If' : 'ElseIf'} "%{REQUEST_URI} =~ m#${patternOf(served)}#">`,
    `  Header always set Content-Security-Policy "${policyOf(served)}"`,
    `</${at === 0 ? 'If' : 'ElseIf'}>`,
  ]);
  return [
    'AddType application/wasm .wasm',
    'AddType application/manifest+json .webmanifest',
    'AddOutputFilterByType DEFLATE application/wasm text/javascript text/css image/svg+xml',
    ...COMMON.map(([name, value]) => `Header always set ${name} "${value}"`),
    'Header always set Cache-Control "no-cache"',
    '<If "%{REQUEST_URI} =~ m#/(assets|workers)/#">',
    `  Header always set Cache-Control "${FOREVER}"`,
    '</If>',
    ...rules.flat(),
    '',
  ].join('\n');
}
