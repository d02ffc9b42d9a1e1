/**
 * Where the browser cannot close navigation and WebRTC, script holds them off: best effort, and the app says so.
 * Code that runs before this, in another frame or as an extension is not held.
 */
export function holdInScript(): void {
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel']) {
    Object.defineProperty(window, name, { value: undefined, writable: false, configurable: false });
  }
  const navigation: unknown = Reflect.get(window, 'navigation');
  if (!(navigation instanceof EventTarget)) return;
  navigation.addEventListener('navigate', (event) => {
    const destination: unknown = Reflect.get(event, 'destination');
    const url = typeof destination === 'object' && destination !== null ? String(Reflect.get(destination, 'url')) : '';
    if (!leadsHome(url, location.origin)) event.preventDefault();
  });
}

/** Whether an address stays on this origin or leaves the page where it is (a download). */
export function leadsHome(url: string, origin: string): boolean {
  return url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`);
}
