import { securityHeaders, type Served } from '../../workers/shared/security-headers.ts';
import { document } from './markdown.ts';

const KINDS: readonly Served[] = ['page', 'worker', 'service-worker', 'asset'];

/** docs/hosting.md, with the policies as they are in the code. */
export function describeHosting(): string {
  const policy = (kind: Served) => securityHeaders(kind)['Content-Security-Policy'] ?? '';
  const common = Object.entries(securityHeaders('asset'));
  const nginx = [
    'map $uri $app_policy {',
    `    default "";`,
    `    ~(/|\\.html)$ "${policy('page')}";`,
    `    ~/workers/ "${policy('worker')}";`,
    `    ~/sw\\.js$ "${policy('service-worker')}";`,
    '}',
    'server {',
    '    listen 443 ssl;',
    '    server_name zhanggui.example.com;',
    '    root /srv/zhanggui/dist;',
    '    types { application/wasm wasm; application/manifest+json webmanifest; text/javascript js; text/css css;',
    '            text/html html; image/svg+xml svg; image/png png; }',
    '    gzip on; gzip_types application/wasm text/javascript text/css image/svg+xml;   # or brotli_static',
    '    add_header Content-Security-Policy $app_policy always;',
    ...common.map(([name, value]) => `    add_header ${name} "${value}" always;`),
    '}',
  ].join('\n');
  const apache = [
    'AddType application/wasm .wasm',
    'AddType application/manifest+json .webmanifest',
    'AddOutputFilterByType DEFLATE application/wasm text/javascript text/css image/svg+xml',
    ...common.map(([name, value]) => `Header always set ${name} "${value}"`),
    '<FilesMatch "(^$|\\.html$)">',
    `  Header always set Content-Security-Policy "${policy('page')}"`,
    '</FilesMatch>',
    '<If "%{REQUEST_URI} =~ m#/workers/#">',
    `  Header always set Content-Security-Policy "${policy('worker')}"`,
    '</If>',
    '<Files "sw.js">',
    `  Header always set Content-Security-Policy "${policy('service-worker')}"`,
    '</Files>',
  ].join('\n');
  return document(
    '# 部署 · Hosting',
    '`npm run build` 生成 `dist/`，放到任何静态网站、任何子路径都可以。以 HTTPS 提供（本机 127.0.0.1 除外），否则浏览器不允许离线使用。',
    '`npm run build` writes `dist/`, which works on any static host under any path. It must come over HTTPS (127.0.0.1 excepted), or browsers refuse offline use.',
    '- **一个域名只放本应用 · a host name of its own.** 同源的其他页面能读到它的存储；`用户名.github.io/项目` 这类地址与该用户的其他项目同源。 Pages of one origin share storage, and project pages such as `name.github.io/project` are one origin per user.\n- **大文件 · one large file.** 计算引擎是一个约 36 MB 的 `.wasm`（gzip 后约 8 MB）；有单文件 25 MB 上限的主机放不下。 The engine is one `.wasm` of about 36 MB (8 MB gzipped); hosts with a limit of 25 MB per file cannot hold it.\n- **缓存 · caching.** `assets/` 与 `workers/` 的文件名含内容指纹，可永久缓存；`index.html`、`sw.js` 用 `no-cache`。 Names in `assets/` and `workers/` hold a content hash and may be cached forever; `index.html` and `sw.js` should be `no-cache`.\n- **响应头 · headers.** `dist/_headers` 供 Netlify 等主机直接使用。主机不能发送响应头时，页面靠 `<meta>`、其后靠 service worker 补上同样的策略。 Netlify and others read `dist/_headers`. Where a host sends no headers, `<meta>` guards the page and the service worker adds the same policy from the second load on.',
    '## 策略 · The policy',
    ...KINDS.flatMap((kind) => [`### ${kind}`, `\`\`\`\n${lines(securityHeaders(kind))}\n\`\`\``]),
    '## nginx',
    `\`\`\`nginx\n${nginx}\n\`\`\``,
    '## Apache',
    `\`\`\`apache\n${apache}\n\`\`\``,
  );
}

const lines = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
