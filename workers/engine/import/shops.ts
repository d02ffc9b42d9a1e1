import { PLATFORMS, type Platform } from '../../../src/domain/contracts/canonical.ts';
import type { FormatDefinition } from '../../../src/domain/contracts/format.ts';
import { bindParams } from '../../../src/domain/sql/bind-params.ts';
import type { Database } from '../db.ts';

/** The longest name that is part of the text; null when two shops claim it equally. */
function longestIn(text: string, names: readonly string[]): string | null {
  const held = names.filter((name) => name !== '' && text.includes(name)).sort((a, b) => b.length - a.length);
  const [longest, next] = held;
  if (longest === undefined) return null;
  return next !== undefined && next.length === longest.length && next !== longest ? null : longest;
}

/**
 * The shop a file belongs to where its rows do not say: the one the user named, a known shop whose name stands in the
 * file's name (the longest one: a shop's name may be part of another's), else the platform's own.
 */
export async function shopNameFor(
  db: Database,
  platform: Platform,
  file: { name: string; stated: string | undefined },
): Promise<string> {
  const { name: fileName, stated } = file;
  if (stated !== undefined && stated.trim() !== '') return stated.trim();
  const rows = await db.writtenRows(
    bindParams('SELECT DISTINCT shop_name FROM shop WHERE platform = $platform ORDER BY shop_name', [
      { name: 'platform', type: 'VARCHAR', value: platform },
    ]),
  );
  const names = rows.map(({ shop_name }) => String(shop_name));
  return longestIn(fileName, names) ?? (names.length === 1 ? names[0] : undefined) ?? PLATFORMS[platform]['zh-CN'];
}

/** Adds the shops of a file that are new. */
export async function writeShops(db: Database, format: FormatDefinition, srcFileId: string): Promise<void> {
  await db.write(
    bindParams(
      `INSERT INTO shop
       SELECT shop_id, any_value(platform), NULL, substr(shop_id, strpos(shop_id, ':') + 1), mode(currency), $tz, 0
       FROM order_versions WHERE src_file_id = $src_file_id AND shop_id NOT IN (SELECT shop_id FROM shop)
       GROUP BY shop_id ORDER BY shop_id`,
      [
        { name: 'tz', type: 'VARCHAR', value: format.timeZone },
        { name: 'src_file_id', type: 'VARCHAR', value: srcFileId },
      ],
    ),
  );
}
