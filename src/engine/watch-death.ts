/** How the end of a thread is heard of, and told where it is brought about on purpose. */
export type DeathWatch = { died: Promise<never>; end: (reason: string) => void };

/**
 * `died` rejects with an `EngineDeath` when a thread ends. `live` makes the thread hold a lock for life: one that is ended
 * from outside says nothing, but its lock comes free.
 */
export function watchDeath(worker: Worker, live: (lock: string) => Promise<unknown>): DeathWatch {
  let end: DeathWatch['end'] = () => undefined;
  const died = new Promise<never>((_, reject) => {
    end = (reason) => reject(Object.assign(new Error(reason), { name: 'EngineDeath' }));
  });
  died.catch(() => undefined);
  worker.addEventListener('error', (event) => end(event.message));
  const lock = `engine-${crypto.randomUUID()}`;
  if ('locks' in navigator) void live(lock).then(() => navigator.locks.request(lock, () => end('the thread is gone')));
  return { died, end };
}
