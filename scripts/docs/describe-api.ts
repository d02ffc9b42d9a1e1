import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { COMPARISONS, DIMENSIONS } from '../../src/domain/contracts/metric.ts';
import { document, table } from './markdown.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = `${ROOT}src/app/local-api.ts`;

const EXAMPLE = `\`\`\`js
const [report] = await zhanggui.importFiles([file]);            // a File, e.g. from an <input>
const { metrics, shops, dataRange } = await zhanggui.catalogue();
const answer = await zhanggui.queryMetric({
  metric: 'pay_amount', by: ['month', 'platform'],
  from: '2025-01-01', to: '2025-07-01',                         // [from, to), days of the shop
  compare: 'year_ago',
});
console.table(answer.rows);                                     // { month, platform, value, previous }
await zhanggui.sql('SELECT platform, count(*) AS orders FROM orders GROUP BY platform');
\`\`\``;

/** docs/api.md: the type of \`window.zhanggui\`, and every type it speaks of, as written in the source. */
export function describeApi(): string {
  const program = ts.createProgram([SOURCE], compilerOptions());
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(SOURCE);
  const api = file?.statements.find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === 'LocalApi');
  if (!api) throw new Error(`${SOURCE} does not declare LocalApi`);
  const verbs = checker
    .getPropertiesOfType(checker.getTypeAtLocation(api))
    .map((symbol) => describeVerb(symbol, checker));
  return document(
    '# 脚本接口 · Local API',
    '应用打开后位于 `window.zhanggui`；与页面使用同一套动词与脱敏。可预期的失败以 `AppError` 拒绝，`code` 见 [errors.md](errors.md)。',
    'At `window.zhanggui` in the open app: the verbs of the pages, under the same masks. Expected failures reject with an `AppError` whose `code` is in [errors.md](errors.md).',
    EXAMPLE,
    '## 动词 · Verbs',
    ...verbs,
    '## 维度 · Dimensions',
    table(
      ['id', '中文', 'English'],
      Object.entries(DIMENSIONS).map(([id, text]) => [`\`${id}\``, text['zh-CN'], text.en]),
    ),
    '## 对比 · Comparisons',
    table(
      ['id', '中文', 'English'],
      Object.entries(COMPARISONS).map(([id, text]) => [`\`${id}\``, text['zh-CN'], text.en]),
    ),
    '## 类型 · Types',
    ...referencedTypes(program, verbs.join('\n')).map((text) => `\`\`\`ts\n${text}\n\`\`\``),
  );
}

function compilerOptions(): ts.CompilerOptions {
  const read = ts.getParsedCommandLineOfConfigFile(
    `${ROOT}tsconfig.json`,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  return read?.options ?? {};
}

function describeVerb(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const said = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const [declared] = symbol.declarations ?? [];
  const signature = declared?.getText().replace(/;$/, '') ?? symbol.name;
  return [`### \`${symbol.name}\``, ...(said ? [said] : []), `\`\`\`ts\n${signature}\n\`\`\``].join('\n\n');
}

/** Declarations of the project's own types that a text names, and of those that they name, each once. */
function referencedTypes(program: ts.Program, text: string): string[] {
  const declared = new Map<string, string>();
  for (const file of program.getSourceFiles()) {
    if (!/\/src\/(?:domain\/contracts|engine)\//.test(file.fileName)) continue;
    for (const node of file.statements)
      if (ts.isTypeAliasDeclaration(node)) declared.set(node.name.text, node.getText());
  }
  const found = new Map<string, string>();
  const queue = [text];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const [name] of next.matchAll(/\b[A-Z]\w+/g)) {
      const source = declared.get(name);
      if (source === undefined || found.has(name)) continue;
      found.set(name, source);
      queue.push(source);
    }
  }
  return [...found.values()];
}
