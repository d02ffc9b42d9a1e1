import type { BlockLayout } from './block-layout.ts';
import { ByteReader, ByteWriter } from './byte-cursor.ts';

/**
 * Where a block lies. `rest` are the last bytes of its sealed form, which do not fit its extent: extents stay aligned
 * to sectors, and the manifest names the very sealing, so that no other copy of the block can stand in for it.
 */
export type BlockPlace = {
  readonly extent: number;
  readonly generation: number;
  readonly rest: Uint8Array<ArrayBuffer>;
};

/** A file at one commit: bytes, and where its blocks lie by number; absent blocks are zeros. */
export type FileMap = { readonly size: number; readonly places: ReadonlyMap<number, BlockPlace> };

/** All files of a vault at one commit. */
export type Manifest = { readonly layout: BlockLayout; readonly files: ReadonlyMap<string, FileMap> };

/** The plain bytes of a manifest; the format is told in docs/adr/0018. */
export function encodeManifest({ layout, files }: Manifest): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter().u32(layout.headBytes).u32(layout.blockBytes).u32(files.size);
  for (const [name, { size, places }] of files) {
    writer.text(name).f64(size).u32(places.size);
    for (const [number, { extent, generation, rest }] of places) {
      writer.u32(number).u32(extent).u32(generation).u8(rest.byteLength).bytes(rest);
    }
  }
  return writer.take();
}

/** @throws RangeError when the bytes end early. */
export function decodeManifest(bytes: Uint8Array<ArrayBuffer>): Manifest {
  const reader = new ByteReader(bytes);
  const layout = { headBytes: reader.u32(), blockBytes: reader.u32() };
  const files = new Map<string, FileMap>();
  for (let left = reader.u32(); left > 0; left--) {
    const name = reader.text();
    files.set(name, { size: reader.f64(), places: decodePlaces(reader) });
  }
  return { layout, files };
}

function decodePlaces(reader: ByteReader): Map<number, BlockPlace> {
  const places = new Map<number, BlockPlace>();
  for (let left = reader.u32(); left > 0; left--) {
    const number = reader.u32();
    places.set(number, { extent: reader.u32(), generation: reader.u32(), rest: reader.bytes(reader.u8()) });
  }
  return places;
}
