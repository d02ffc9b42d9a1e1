import { expect, it } from 'vitest';
import { replaceSection } from '../../scripts/bench/replace-section.ts';

const PAGE = '# Figures\n\nOf today.\n\n## Imports\n\n1 s\n\n### Of which\n\n0.5 s\n\n## Memory\n\n300 MB\n';

it('replaces a part with those below it, and leaves the others', () => {
  expect(replaceSection(PAGE, '## Imports\n\n2 s\n')).toBe(
    '# Figures\n\nOf today.\n\n## Imports\n\n2 s\n\n## Memory\n\n300 MB\n',
  );
});

it('adds a part that is new at the end', () => {
  expect(replaceSection(PAGE, '## Saved data\n\nall of it')).toBe(`${PAGE}\n## Saved data\n\nall of it\n`);
});
