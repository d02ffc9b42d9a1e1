import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';

/** What arrived, and how long after the last `forget`. */
export type Arrival = { what: string; millis: number };

/** Addresses of a listener on this machine; every way of leaving a browser ends at one of them. */
export type Addresses = {
  http: string;
  https: string;
  ws: string;
  wss: string;
  host: string;
  tcp: number;
  udp: number;
};

/** Listens for HTTP, WebSocket, TLS, plain TCP and UDP, and never refuses. */
export type Canary = {
  readonly addresses: Addresses;
  heard(): Arrival[];
  /** Resolves with the next arrival. */
  next(): Promise<void>;
  forget(): void;
  close(): Promise<void>;
};

/** Answers every request with something that its asker can use. */
const BODIES: Readonly<Record<string, [type: string, body: string]>> = {
  script: ['text/javascript', 'void 0'],
  worker: ['text/javascript', 'void 0'],
  style: ['text/css', 'a{}'],
  document: ['text/html', '<p>canary</p>'],
  iframe: ['text/html', '<p>canary</p>'],
};

/** Opens a canary on free ports of this machine. */
export async function openCanary(): Promise<Canary> {
  let arrivals: Arrival[] = [];
  let since = performance.now();
  let tell = () => {};
  const hear = (what: string) => {
    arrivals.push({ what, millis: performance.now() - since });
    tell();
  };

  const web = createServer((request, response) => {
    hear(`${request.method} ${request.url}`);
    const [type, body] = BODIES[String(request.headers['sec-fetch-dest'])] ?? ['text/plain', 'canary'];
    response.writeHead(200, {
      'Content-Type': type,
      'Access-Control-Allow-Origin': request.headers.origin ?? '*',
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Headers': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  web.on('upgrade', (request, socket) => {
    hear(`WS ${request.url}`);
    const accept = createHash('sha1').update(
      `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`,
    );
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`,
    );
  });
  // A handshake is evidence enough: it is heard and cut off. 0x16 begins TLS, anything else is a bare connection.
  const raw = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      hear(bytes[0] === 0x16 ? 'TLS' : 'TCP');
      socket.destroy();
    });
  });
  const udp = createSocket('udp4').on('message', () => hear('UDP'));

  await Promise.all([listen(web), listen(raw), new Promise<void>((bound) => udp.bind(0, '127.0.0.1', bound))]);
  const [webPort, rawPort] = [portOf(web), portOf(raw)];
  const sockets = new Set<Socket>();
  for (const server of [web, raw]) server.on('connection', (socket) => sockets.add(socket));
  return {
    addresses: {
      http: `http://127.0.0.1:${webPort}/`,
      https: `https://127.0.0.1:${rawPort}/`,
      ws: `ws://127.0.0.1:${webPort}/`,
      wss: `wss://127.0.0.1:${rawPort}/`,
      host: '127.0.0.1',
      tcp: rawPort,
      udp: udp.address().port,
    },
    heard: () => [...arrivals],
    next: () => new Promise((resolve) => (tell = resolve)),
    forget: () => {
      arrivals = [];
      since = performance.now();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      udp.close();
      await Promise.all([web, raw].map((server) => new Promise((closed) => server.close(closed))));
    },
  };
}

function listen(server: NetServer): Promise<void> {
  return new Promise((listening) => void server.listen(0, '127.0.0.1', listening));
}

function portOf(server: NetServer): number {
  return (server.address() as AddressInfo).port;
}
