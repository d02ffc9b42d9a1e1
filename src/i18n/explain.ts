import { ERRORS } from '../domain/contracts/error-texts.ts';
import { AppError, fillTemplate, type ErrorInfo } from '../domain/contracts/errors.ts';
import type { Text } from '../domain/contracts/text.ts';
import { localParams } from './local-params.ts';

const BUG = {
  text: { 'zh-CN': '程序出了意外的错', en: 'Something in the app went wrong' },
  hint: {
    'zh-CN': '数据没有受影响；可复制诊断信息发给我们，其中不含任何数据行。',
    en: 'Your data is untouched; the diagnostics can be copied and hold no data rows.',
  },
} as const;

/** What happened and what to do, in both languages, for anything that was thrown or came back as an error. */
export function explain(error: unknown): { text: Text; hint: Text } {
  const info = readError(error);
  if (!info) return BUG;
  const entry: { text: Text; hint: Text } = ERRORS[info.code];
  return { text: fill(entry.text, info.params), hint: fill(entry.hint, info.params) };
}

function readError(error: unknown): Extract<ErrorInfo, { kind: 'expected' }> | null {
  if (isAppError(error)) return { kind: 'expected', code: error.code, params: error.params };
  if (isErrorInfo(error)) return error;
  return null;
}

// `instanceof` alone would leave the type parameter open.
function isAppError(value: unknown): value is AppError {
  return value instanceof AppError;
}

function isErrorInfo(value: unknown): value is Extract<ErrorInfo, { kind: 'expected' }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'expected' && 'code' in value;
}

function fill(text: Text, params: Readonly<Record<string, string | number>>): Text {
  return {
    'zh-CN': fillTemplate(text['zh-CN'], localParams(params, 'zh-CN')),
    en: fillTemplate(text.en, localParams(params, 'en')),
  };
}
