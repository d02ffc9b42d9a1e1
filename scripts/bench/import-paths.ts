import type { Page } from '@playwright/test';
import type { ImportReport } from '../../src/domain/contracts/import.ts';
import type {} from '../../src/app/local-api.ts';

/**
 * Imports files of this machine one after the other, as dropped files would be; `shops` names the shop of each.
 * @returns milliseconds from the first call to the last report
 */
export async function importPaths(
  page: Page,
  paths: readonly string[],
  shops: readonly string[],
): Promise<{ millis: number; reports: ImportReport[] }> {
  const input = await page.evaluateHandle(() => {
    const created = Object.assign(document.createElement('input'), { type: 'file', multiple: true, hidden: true });
    document.body.append(created);
    return created;
  });
  await input.setInputFiles([...paths], { timeout: 0 });
  const { millis, reports } = await input.evaluate(
    async (element, names) => {
      const begun = performance.now();
      const done: ImportReport[] = [];
      for (const [index, file] of [...(element.files ?? [])].entries()) {
        done.push(...((await window.zhanggui?.importFiles([file], { shopName: names[index] ?? '' })) ?? []));
      }
      element.remove();
      return { millis: performance.now() - begun, reports: done };
    },
    [...shops],
  );
  const failed = reports.find(({ status }) => status !== 'imported');
  if (failed || reports.length === 0)
    throw new Error(`the import failed: ${JSON.stringify(failed?.error ?? failed?.status ?? 'no table')}`);
  return { millis, reports };
}
