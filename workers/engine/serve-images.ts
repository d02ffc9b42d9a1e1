import { expose } from 'comlink';
import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import { guard } from '../shared/guard.ts';
import type { ShopEngine } from './shop-engine.ts';

/** Serves the bytes of the engine's files at `port`. Resolves once they can be asked for; they stay as they are until `end`. */
export function serveImages(engine: ShopEngine, port: MessagePort): Promise<void> {
  return new Promise((served, failed) => {
    const whole = engine.withFiles(
      (list) =>
        new Promise<void>((end) => {
          const files = new Map(list);
          const images = {
            sizes: () => [...files].map(([name, file]) => [name, file.getSize()] as const),
            read: (name: DataClass, { at, length }: { at: number; length: number }) => {
              const piece = new Uint8Array(length);
              files.get(name)?.read(piece, { at });
              return piece;
            },
            end: () => end(),
          };
          expose(guard(images), port);
          served();
        }),
    );
    whole.catch(failed);
  });
}
