declare const self: ServiceWorkerGlobalScope;

const OTHER_WAYS = ['WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport'];

/**
 * Leaves this thread one way to the network: `fetch`, to its own host. Where the host sends no headers, this script is
 * the only one that no policy reaches, as nothing stands before it; so it binds itself, first of all.
 */
export function holdNetwork(): void {
  for (const name of OTHER_WAYS) Object.defineProperty(self, name, { value: undefined, configurable: false });
  const toNetwork = self.fetch.bind(self);
  const toOwnHost: typeof fetch = (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, self.location.href);
    if (address.origin === self.location.origin) return toNetwork(input, init);
    return Promise.reject(new TypeError('another origin'));
  };
  Object.defineProperty(self, 'fetch', { value: toOwnHost, configurable: false, writable: false });
  const refuse = () => Promise.reject(new TypeError('not a way of this app'));
  for (const name of ['add', 'addAll']) Object.defineProperty(Cache.prototype, name, { value: refuse });
}
