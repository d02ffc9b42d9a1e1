/** Compiles workers/reader/gb18030/decode.as and writes the module's bytes, as base64, beside it. */
import { fileURLToPath } from 'node:url';
import { compileAssembly, writeModule } from './build-wasm/compile.ts';

const folder = new URL('../workers/reader/gb18030/', import.meta.url);
const OPTIONS = [
  '-O3',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--noAssert',
  '--memoryBase',
  '512',
  '--initialMemory',
  '3',
];

/** The bytes of the module, compiled anew from its source. @throws Error with what the compiler says. */
export const compileDecoder = (): Promise<Uint8Array> => compileAssembly({ folder, entry: 'decode', options: OPTIONS });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('decode-wasm.ts', folder);
  const origin = 'scripts/build-gb18030.ts from decode.as';
  await writeModule(await compileDecoder(), { file, name: 'DECODE_WASM', origin });
}
