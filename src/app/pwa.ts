import { Workbox } from 'workbox-window';
import {
  SHARED_FILES_CACHE,
  SHARED_NAME_HEADER,
  type OfflineReply,
  type OfflineRequest,
} from '../domain/contracts/offline.ts';

type LaunchQueue = {
  setConsumer(consumer: (params: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
};

declare global {
  interface Window {
    /** Chromium only: files opened with the installed app. */
    readonly launchQueue?: LaunchQueue;
  }
}

export type OfflineProgress = { done: number; total: number };

export type ServiceWorkerHooks = {
  /** A newer version is stored and waits; `apply` switches to it and reloads this page. */
  onUpdate: (apply: () => void) => void;
  /** Bytes of the engine pack stored so far. */
  onProgress: (progress: OfflineProgress) => void;
  /** Every file the app can need is stored on this device: 可离线使用. Called once per start. */
  onReady: () => void;
  /** The pack could not be completed now (no network, no room); what is stored stays. `retry` goes on from there. */
  onStopped?: (progress: OfflineProgress, retry: () => void) => void;
};

/** The browser may end a worker in the middle of a long download; silence this long asks again, and stored files are kept. */
const SILENCE_MS = 45_000;

/**
 * Registers the service worker of a production build and has it store the engine; does nothing in development
 * and where service workers do not exist. Never rejects: an app without its offline copy still works.
 */
export async function registerServiceWorker(hooks: ServiceWorkerHooks): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const workbox = new Workbox('./sw.js', { scope: './', updateViaCache: 'none' });
  let applying = false;
  const apply = () => {
    applying = true;
    workbox.messageSkipWaiting();
  };
  workbox.addEventListener('waiting', () => {
    hooks.onUpdate(apply);
  });
  workbox.addEventListener('controlling', (event) => {
    if (applying) location.reload();
    // Another tab switched the version; this one goes on with what it has loaded until its user agrees.
    else if (event.isUpdate === true) hooks.onUpdate(() => location.reload());
  });
  try {
    await workbox.register();
    const registration = await navigator.serviceWorker.ready;
    if (registration.active) warmPack(registration.active, hooks);
  } catch {
    hooks.onStopped?.({ done: 0, total: 0 }, () => void registerServiceWorker(hooks));
  }
}

function warmPack(worker: ServiceWorker, hooks: ServiceWorkerHooks): void {
  const { port1, port2 } = new MessageChannel();
  const again = () => {
    port1.close();
    warmPack(worker, hooks);
  };
  let silence = setTimeout(again, SILENCE_MS);
  port1.onmessage = ({ data }: MessageEvent<OfflineReply>) => {
    clearTimeout(silence);
    if (data.type === 'progress') {
      silence = setTimeout(again, SILENCE_MS);
      hooks.onProgress({ done: data.done, total: data.total });
      return;
    }
    port1.close();
    if (data.type === 'ready') hooks.onReady();
    else
      hooks.onStopped?.({ done: data.done, total: data.total }, () => {
        warmPack(worker, hooks);
      });
  };
  worker.postMessage({ type: 'warm' } satisfies OfflineRequest, [port2]);
}

/**
 * Calls back with the files that were opened with the installed app, now and later.
 * A file that cannot be read any more is left out.
 */
export function launchedFiles(callback: (files: File[]) => void): void {
  window.launchQueue?.setConsumer((params) => {
    void readHandles(params.files ?? []).then((files) => {
      if (files.length > 0) callback(files);
    });
  });
}

async function readHandles(handles: readonly FileSystemFileHandle[]): Promise<File[]> {
  const read = await Promise.allSettled(handles.map((handle) => handle.getFile()));
  return read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

/** Files that were shared to the app; taken once, the copies are deleted before they are handed over. */
export async function sharedFiles(): Promise<File[]> {
  if (!('caches' in window) || !(await caches.has(SHARED_FILES_CACHE))) return [];
  const cache = await caches.open(SHARED_FILES_CACHE);
  const files: File[] = [];
  for (const key of await cache.keys()) {
    const stored = await cache.match(key);
    if (!stored) continue;
    const name = decodeURIComponent(stored.headers.get(SHARED_NAME_HEADER) ?? 'file');
    files.push(new File([await stored.blob()], name, { type: stored.headers.get('content-type') ?? '' }));
  }
  await caches.delete(SHARED_FILES_CACHE);
  return files;
}
