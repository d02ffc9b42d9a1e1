import { AppError } from '../../../src/domain/contracts/errors.ts';
import { beat } from '../heartbeat.ts';
import type { ArchiveEntry } from '../open-archive.ts';

/** A part of a package that is read piece by piece. */
export type XmlPart = Pick<ArchiveEntry, 'pieces'>;

/** The XML of a part as UTF-8, in pieces as they come out of the archive. @throws AppError FILE_UNSAFE for a DOCTYPE */
export async function* utf8Pieces(file: string, { pieces }: XmlPart): AsyncGenerator<Uint8Array> {
  let wide: TextDecoder | null = null;
  let isFirst = true;
  for await (const chunk of pieces()) {
    if (isFirst) wide = wideDecoder(chunk);
    const piece = wide === null ? chunk : new TextEncoder().encode(wide.decode(chunk, { stream: true }));
    if (isFirst && /<!DOCTYPE/iu.test(new TextDecoder().decode(piece.subarray(0, 65_536)))) {
      throw new AppError('FILE_UNSAFE', { file, reason: 'doctype' });
    }
    isFirst = false;
    beat();
    yield piece;
  }
}

/** A decoder for parts in UTF-16, which some writers make, told by their byte order mark. */
function wideDecoder(start: Uint8Array): TextDecoder | null {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le');
  return start[0] === 0xfe && start[1] === 0xff ? new TextDecoder('utf-16be') : null;
}
