import { ENGINE_PACK_CACHE as CACHE, type OfflineReply, type PackFile } from '../../src/domain/contracts/offline.ts';

const ATTEMPTS = 3;
const REPORT_EVERY_BYTES = 256 * 1024;

type Report = (reply: OfflineReply) => void;

/**
 * The files that are too large for the install step: engine, workers, lazy parts. Their names hold a content hash,
 * so one cache serves every version: an update fetches only what changed, and a broken download goes on file by file.
 */
export class EnginePack {
  readonly #files: ReadonlyMap<string, PackFile>;
  readonly #total: number;
  readonly #inFlight = new Map<string, Promise<void>>();
  readonly #listeners = new Set<Report>();
  #warming: Promise<OfflineReply> | null = null;

  readonly #firstPauseMs: number;

  /**
   * @param scope absolute address of the app's folder, ending in `/`
   * @param firstPauseMs wait before the second attempt at a file; the third waits four times as long
   */
  constructor(files: readonly PackFile[], scope: string, firstPauseMs = 1_000) {
    this.#firstPauseMs = firstPauseMs;
    this.#files = new Map(files.map((file) => [new URL(file.url, scope).href, file]));
    this.#total = files.reduce((sum, file) => sum + file.size, 0);
  }

  holds(address: string): boolean {
    return this.#files.has(address);
  }

  /** Stores whatever is missing and says how far it is; calls at the same time share one run. */
  async warm(report: Report): Promise<void> {
    this.#listeners.add(report);
    this.#warming ??= this.#storeMissing();
    const last = await this.#warming;
    this.#warming = null;
    this.#listeners.delete(report);
    report(last);
  }

  async #storeMissing(): Promise<OfflineReply> {
    let done = 0;
    for (const [address, file] of this.#files) {
      try {
        if (!(await this.stored(address))) await this.#download(address, file, (bytes) => this.#progress(done + bytes));
      } catch {
        return { type: 'stopped', done, total: this.#total };
      }
      done += file.size;
      this.#progress(done);
    }
    return { type: 'ready', total: this.#total };
  }

  #progress(done: number): void {
    for (const report of this.#listeners) report({ type: 'progress', done, total: this.#total });
  }

  /** The file, from the device if it is there, else from the network and kept on the way. */
  async answer(address: string): Promise<Response> {
    const stored = await this.stored(address);
    if (stored) return stored;
    const file = this.#files.get(address);
    const running = this.#inFlight.get(address);
    if (running) {
      await running.catch(() => undefined);
      const arrived = await this.stored(address);
      if (arrived) return arrived;
    }
    const response = await fetch(address);
    if (file && response.ok)
      this.#track(address, keep({ address, file, response: response.clone() })).catch(() => undefined);
    return response;
  }

  /** Forgets the files of versions that no page can run any more. */
  async dropOld(): Promise<void> {
    const cache = await caches.open(CACHE);
    const old = (await cache.keys()).filter((key) => !this.holds(key.url));
    await Promise.all(old.map((key) => cache.delete(key)));
  }

  /** The copy on this device. */
  async stored(address: string): Promise<Response | undefined> {
    return (await caches.open(CACHE)).match(address);
  }

  async #download(address: string, file: PackFile, onBytes: (bytes: number) => void): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await (this.#inFlight.get(address) ?? this.#track(address, fetchAndKeep(address, file, onBytes)));
        return;
      } catch (thrown) {
        if (attempt === ATTEMPTS) throw thrown;
        await pause(this.#firstPauseMs * 4 ** (attempt - 1));
      }
    }
  }

  #track(address: string, work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => this.#inFlight.delete(address));
    this.#inFlight.set(address, tracked);
    return tracked;
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function fetchAndKeep(address: string, file: PackFile, onBytes: (bytes: number) => void): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${file.url}: ${response.status}`);
  await keep({ address, file, response, onBytes });
}

type Arrival = { address: string; file: PackFile; response: Response; onBytes?: (bytes: number) => void };

/** Reads the body to its end and stores it, if it is the very file that was built. @throws when it is not */
async function keep({ address, file, response, onBytes }: Arrival): Promise<void> {
  const body = await readBody(response, onBytes);
  const isWhole = body.size === file.size && (await sha256(body)) === file.sha256;
  if (!isWhole) throw new Error(`${file.url}: not the file that was built`);
  const cache = await caches.open(CACHE);
  await cache.put(address, new Response(body, { headers: { 'content-length': String(body.size) } }));
}

async function readBody(response: Response, onBytes?: (bytes: number) => void): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  let reported = 0;
  const reader = response.body?.getReader();
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    chunks.push(step.value);
    bytes += step.value.byteLength;
    if (bytes - reported >= REPORT_EVERY_BYTES) onBytes?.((reported = bytes));
  }
  return new Blob(chunks, { type: response.headers.get('content-type') ?? 'application/octet-stream' });
}

/** Lower-case hex. */
export async function sha256(body: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await body.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
