import { POLICED, securityHeaders, type Served } from '../../workers/shared/security-headers.ts';
import { apacheHeaders, nginxHeaders } from '../host-headers.ts';
import { document } from './markdown.ts';

/** docs/hosting.md, with the policies as they are in the code. */
export function describeHosting(): string {
  return document(
    '# 部署 · Hosting',
    '`npm run build` 生成 `dist/`，放到任何静态网站、任何子路径都可以。以 HTTPS 提供（本机 127.0.0.1 除外），否则浏览器不允许离线使用。',
    '`npm run build` writes `dist/`, which works on any static host under any path. It must come over HTTPS (127.0.0.1 excepted), or browsers refuse offline use.',
    '- **一个域名只放本应用 · a host name of its own.** 同源的其他页面能读到它的存储；`用户名.github.io/项目` 这类地址与该用户的其他项目同源。 Pages of one origin share storage, and project pages such as `name.github.io/project` are one origin per user.\n- **大文件 · one large file.** 计算引擎是一个约 36 MB 的 `.wasm`（gzip 后约 8 MB）；有单文件 25 MB 上限的主机放不下。 The engine is one `.wasm` of about 36 MB (8 MB gzipped); hosts with a limit of 25 MB per file cannot hold it.\n- **缓存 · caching.** `assets/` 与 `workers/` 的文件名含内容指纹，可永久缓存；`index.html`、`sw.js` 用 `no-cache`。 Names in `assets/` and `workers/` hold a content hash and may be cached forever; `index.html` and `sw.js` should be `no-cache`.\n- **响应头 · headers.** 构建里带着三份同样的策略：`dist/_headers`（Netlify、Cloudflare Pages 直接读取）、`dist/.htaccess`（Apache）、`dist/nginx.conf`（nginx，放进 `conf.d` 后改域名与路径）。主机不能发送响应头时，页面先靠 `<meta>`，首次打开会自动刷新一次，由 service worker 补上同样的策略；自检通过之前不打开数据。 The build holds the same policy three times: `dist/_headers` (read by Netlify and Cloudflare Pages), `dist/.htaccess` (Apache) and `dist/nginx.conf` (for `conf.d`; adapt name and path). Where a host sends no headers, `<meta>` guards the page, the first visit reloads itself once, and the service worker adds the same policy; no data is opened before the self-test has passed.\n- **核对 · verify.** `dist/SHA256SUMS` 列出每个文件的 SHA-256：`cd dist && sha256sum -c SHA256SUMS`。同一份源码构建两次，结果逐字节相同。 `dist/SHA256SUMS` lists the SHA-256 of every file; the same source built twice gives the same bytes.',
    '## 策略 · The policy',
    '`thread` 是各后台线程的脚本：`engine` 计算，`reader` 读文件，`vault` 保存；其余一律按最严的一条。 `thread` stands for the scripts of background threads: `engine` computes, `reader` reads files, `vault` stores; any other gets the strictest one.',
    ...(['asset', ...POLICED] as const).flatMap((kind) => [`### ${kind}`, `\`\`\`\n${lines(kind)}\n\`\`\``]),
    '## nginx',
    `\`\`\`nginx\n${nginxHeaders()}\n\`\`\``,
    '## Apache',
    `\`\`\`apache\n${apacheHeaders()}\n\`\`\``,
  );
}

function lines(kind: Served): string {
  const headers = Object.entries(securityHeaders(kind));
  const own = kind === 'asset' ? headers : headers.filter(([name]) => name === 'Content-Security-Policy');
  return own.map(([name, value]) => `${name}: ${value}`).join('\n');
}
