import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PLATFORMS } from '../../src/domain/contracts/canonical.ts';
import { ERRORS } from '../../src/domain/contracts/error-texts.ts';
import type { FormatDefinition } from '../../src/domain/contracts/format.ts';
import { REQUIREMENTS, type MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import { document, table } from './markdown.ts';

const DOMAIN = fileURLToPath(new URL('../../src/domain/', import.meta.url));

/** Default exports of all definition files of one kind, in the order of their names. */
async function definitions<T>(kind: 'formats' | 'metrics'): Promise<T[]> {
  const folder = `${DOMAIN}${kind}/`;
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];
  return Promise.all(
    files.toSorted().map(async (name) => {
      const module: { default: T } = await import(pathToFileURL(folder + name).href);
      return module.default;
    }),
  );
}

/** docs/errors.md */
export function describeErrors(): string {
  const rows = Object.entries(ERRORS).flatMap(([code, { text, hint }]) => [
    [`<a id="${code}"></a>\`${code}\``, text['zh-CN'], hint['zh-CN']],
    ['', text.en, hint.en],
  ]);
  return document(
    '# 错误代码 · Error codes',
    table(['代码 · code', '发生了什么 · what happened', '怎么办 · what to do'], rows),
  );
}

/** docs/formats.md */
export async function describeFormats(): Promise<string> {
  const formats = await definitions<FormatDefinition>('formats');
  const rows = formats.map(({ id, platform, title, menuPath, confidence, grain }) => [
    `\`${id}\``,
    `${PLATFORMS[platform]['zh-CN']} · ${PLATFORMS[platform].en}`,
    `${title['zh-CN']}<br>${title.en}`,
    `${menuPath['zh-CN']}<br>${menuPath.en}`,
    grain,
    confidence,
  ]);
  return document(
    '# 可识别的导出格式 · Known export layouts',
    '其余任何表格都可以在导入时指明各列含义。 Any other table can be mapped when it is imported.',
    table(
      ['id', '平台 · platform', '报表 · report', '从哪里导出 · where it comes from', 'row', '可信度 · confidence'],
      rows,
    ),
  );
}

/** docs/metrics.md */
export async function describeMetrics(): Promise<string> {
  const metrics = await definitions<MetricDefinition>('metrics');
  return document('# 指标口径 · Metric definitions', ...metrics.map(describeMetric));
}

function describeMetric(metric: MetricDefinition): string {
  const { id, title, definition, formula, grain, unit, timeBasis, additivity, better, dimensions, variants } = metric;
  const facts = [
    `公式 · formula: ${formula['zh-CN']} — ${formula.en}`,
    `一件是 · one counted thing: ${grain['zh-CN']} — ${grain.en}`,
    `unit \`${unit}\` · time basis \`${timeBasis}\` · \`${additivity}\` · better \`${better}\``,
    `by ${dimensions.map((dimension) => `\`${dimension}\``).join(' ')}`,
    ...metric.requires.map(
      (need) => `没有值，当 · no value when: ${REQUIREMENTS[need].reason['zh-CN']} — ${REQUIREMENTS[need].reason.en}`,
    ),
  ];
  const variantRows = variants.map(({ name, formula: by, usedBy }) => [
    `${name['zh-CN']} · ${name.en}`,
    `${by['zh-CN']}<br>${by.en}`,
    usedBy,
  ]);
  return [
    `## ${title['zh-CN']} · ${title.en} (\`${id}\`)`,
    `${definition['zh-CN']}\n\n${definition.en}`,
    facts.map((fact) => `- ${fact}`).join('\n'),
    ...(variantRows.length > 0
      ? [table(['其他口径 · variant', '公式 · formula', '谁在用 · used by'], variantRows)]
      : []),
  ].join('\n\n');
}
