import type { BrowserContext, CDPSession } from '@playwright/test';

/** A thread with a heap of its own: a page, one of its workers, or the service worker. */
export type Thread = { readonly id: string; readonly type: string; readonly url: string };

const WITH_HEAP = ['page', 'worker', 'service_worker'];

type Chunk = { readonly method: string; readonly params: { readonly chunk: string } };
type Answer = { readonly id: number; readonly error?: { readonly message: string } };

/** The threads of a browser as its debugger sees them. */
export class Threads {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(context: BrowserContext): Promise<Threads> {
    const session = await context.browser()?.newBrowserCDPSession();
    if (!session) throw new Error('the browser has no debugger');
    return new Threads(session);
  }

  /** All that are alive. @param origin whose */
  async list(origin: string): Promise<Thread[]> {
    // Without a filter of its own the browser leaves workers out.
    const { targetInfos } = await this.#session.send('Target.getTargets', { filter: [{}] });
    return targetInfos
      .filter(({ type, url }) => WITH_HEAP.includes(type) && url.startsWith(origin))
      .map(({ targetId, type, url }) => ({ id: targetId, type, url }));
  }

  /**
   * Every text and number on the heap of a thread after the garbage was collected: names, strings (their first 1,024
   * characters), numbers. The contents of buffers and of WebAssembly memories are not on it.
   */
  async heapOf({ id }: Thread): Promise<string[]> {
    const { sessionId } = await this.#session.send('Target.attachToTarget', { targetId: id, flatten: false });
    const chunks: string[] = [];
    const whole = new Promise<void>((resolve, reject) => {
      this.#session.on('Target.receivedMessageFromTarget', (event) => {
        if (event.sessionId !== sessionId) return;
        const message = JSON.parse(event.message) as Chunk | Answer;
        if ('id' in message) {
          if (message.error) reject(new Error(message.error.message));
          else resolve();
        } else if (message.method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(message.params.chunk);
      });
    });
    const asked = { id: 1, method: 'HeapProfiler.takeHeapSnapshot', params: { captureNumericValue: true } };
    await this.#session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify(asked) });
    await whole;
    await this.#session.send('Target.detachFromTarget', { sessionId });
    const { strings } = JSON.parse(chunks.join('')) as { strings: string[] };
    return strings;
  }
}
