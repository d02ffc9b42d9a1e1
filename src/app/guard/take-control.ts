import { AppError } from '../../domain/contracts/errors.ts';
import type { OfflineRequest } from '../../domain/contracts/offline.ts';

/** A first visit stores the app's own files before its service worker takes over; slow networks take a while. */
const PATIENCE_MS = 120_000;

/**
 * Resolves when the service worker answers this page's requests. A forced reload goes past it, so it is asked to take
 * the page over again.
 * @throws NO_SERVICE_WORKER where there is none or it does not come
 */
export async function takeControl(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) throw new AppError('NO_SERVICE_WORKER', {});
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return;
  const controlled = new Promise<void>((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('NO_SERVICE_WORKER', {})), PATIENCE_MS);
  });
  const claimed = serviceWorker.ready.then(({ active }) => {
    active?.postMessage({ type: 'claim' } satisfies OfflineRequest);
    return controlled;
  });
  try {
    await Promise.race([controlled, claimed, late]);
  } finally {
    clearTimeout(timer);
  }
}
