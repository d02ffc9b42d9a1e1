import type { ImportReport } from '../../src/domain/contracts/import.ts';
import type { ReportProgress } from '../../src/domain/contracts/job.ts';
import { sampleFiles } from '../../src/domain/sample/files.ts';
import { throwIfAborted } from '../shared/jobs.ts';
import { createGb18030Encoder } from './encode-gb18030.ts';
import type { ShopEngine } from './shop-engine.ts';
import { writeSampleFile } from './write-sample-file.ts';

const PHASE = { 'zh-CN': '生成并导入示例店的导出文件', en: 'Writing and importing the sample shop’s exports' };

/** Writes the sample shop's export files and imports each through the ordinary path. */
export async function loadSampleShop(
  engine: ShopEngine,
  options: { scale?: number; seed?: number },
  follow: { onProgress: ReportProgress; signal: AbortSignal },
): Promise<ImportReport[]> {
  const files = [...sampleFiles(options)];
  const gb18030 = createGb18030Encoder();
  const reports: ImportReport[] = [];
  for (const [done, sample] of files.entries()) {
    follow.onProgress({ phase: PHASE, done, total: files.length, unit: 'files' });
    throwIfAborted(follow.signal);
    const file = writeSampleFile(sample, gb18030);
    reports.push(
      ...(await engine.importFile(
        { file, options: { shopName: sample.shopName, exportedAt: sample.exportedAt } },
        { ...follow, onProgress: () => undefined },
      )),
    );
  }
  follow.onProgress({ phase: PHASE, done: files.length, total: files.length, unit: 'files' });
  return reports;
}
