/** Compiles workers/reader/shape/kernel/shape.as and writes the module's bytes, as base64, into shape/kernel-wasm.ts. */
import { fileURLToPath } from 'node:url';
import { compileAssembly, writeModule } from './build-wasm/compile.ts';

const folder = new URL('../workers/reader/shape/kernel/', import.meta.url);
const OPTIONS = ['-O3', '--runtime', 'stub', '--noAssert', '--memoryBase', '512'];

/** The bytes of the module, compiled anew from its source. @throws Error with what the compiler says. */
export const compileKernel = (): Promise<Uint8Array> => compileAssembly({ folder, entry: 'shape', options: OPTIONS });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('../kernel-wasm.ts', folder);
  const origin = 'scripts/build-shape.ts from kernel/*.as';
  await writeModule(await compileKernel(), { file, name: 'KERNEL_WASM', origin });
}
