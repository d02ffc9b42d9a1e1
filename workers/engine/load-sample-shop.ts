import type { ImportReport } from '../../src/domain/contracts/import.ts';
import type { ReportProgress } from '../../src/domain/contracts/job.ts';
import { sampleFiles } from '../../src/domain/sample/files.ts';
import { createGb18030Encoder } from './encode-gb18030.ts';
import type { ImportRequest } from './import/import-file.ts';
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
  const step = (done: number) => follow.onProgress({ phase: PHASE, done, total: files.length, unit: 'files' });
  function* requests(): Generator<ImportRequest> {
    for (const [done, sample] of files.entries()) {
      step(done);
      const { shopName, exportedAt } = sample;
      yield { file: writeSampleFile(sample, gb18030), options: { shopName, exportedAt } };
    }
  }
  const reports = await engine.importTogether(requests(), { ...follow, onProgress: () => undefined });
  step(files.length);
  return reports;
}
