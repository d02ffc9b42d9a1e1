import { AppError } from '../../src/domain/contracts/errors.ts';
import { type ByteSource, coalesce, gather } from './byte-source.ts';
import { LIMITS } from './limits.ts';

/** What a gz file holds. Its size is known only at the end. */
export function gzipSource(packed: ByteSource): ByteSource {
  const name = packed.name.replace(/\.(?:gz|tgz)$/iu, '');
  const chunks = (): AsyncGenerator<Uint8Array<ArrayBuffer>> => coalesce(inflate(packed));
  return { name, size: null, chunks, whole: () => gather(packed.name, chunks(), LIMITS.heldWhole) };
}

async function* inflate(packed: ByteSource): AsyncGenerator<Uint8Array> {
  let read = 0;
  const input = packed.chunks();
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const step = await input.next();
      if (step.done === true) {
        controller.close();
        return;
      }
      read += step.value.length;
      controller.enqueue(step.value);
    },
  });
  const reader = source.pipeThrough(new DecompressionStream('gzip')).getReader();
  const guard = new UnpackGuard(packed.name);
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      guard.check(value, read);
      yield value;
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('FILE_DAMAGED', { file: packed.name, reason: 'truncated' }, { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
    await input.return(undefined);
  }
}

/** Refuses a stream that unpacks to far more than it was, or to a single endless line. */
class UnpackGuard {
  readonly #name: string;
  #written = 0;
  #lineEnd = false;

  constructor(name: string) {
    this.#name = name;
  }

  check(piece: Uint8Array, read: number): void {
    this.#written += piece.length;
    this.#lineEnd ||= piece.includes(0x0a) || piece.includes(0x0d);
    const tight = this.#written > LIMITS.ratioFrom * 10 && this.#written > read * LIMITS.ratio;
    if (tight || (!this.#lineEnd && this.#written > LIMITS.gzipWithoutLineEnd)) {
      throw new AppError('FILE_UNSAFE', { file: this.#name, reason: 'packed_too_tightly' });
    }
  }
}
