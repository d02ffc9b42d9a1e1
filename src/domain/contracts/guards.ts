import type { ThreadTrial } from './channels.ts';
import type { Text } from './text.ts';

/** What has to be in force before data is opened; `gap` says what is left open where a browser has no such guard. */
export const GUARDS = {
  control: {
    name: { 'zh-CN': 'service worker 接管本页的全部请求', en: 'The service worker answers every request of this page' },
    gap: null,
  },
  channels: {
    name: { 'zh-CN': '页面的对外连接被拒绝', en: 'Connections from the page are refused' },
    gap: null,
  },
  headers: {
    name: {
      'zh-CN': '页面带着响应头里的策略（含沙箱）',
      en: 'The page came with the policy in its headers, sandbox included',
    },
    gap: null,
  },
  scripts: {
    name: { 'zh-CN': '文本不能变成脚本（Trusted Types）', en: 'Text cannot become script (Trusted Types)' },
    gap: {
      'zh-CN': '此浏览器不支持 Trusted Types：防注入只靠应用自身的写法和策略',
      en: 'This browser has no Trusted Types: injection is held off by the policy and by how the app is written',
    },
  },
  allowlist: {
    name: {
      'zh-CN': '整页跳转与 WebRTC 被浏览器封住（Connection-Allowlist）',
      en: 'Navigation and WebRTC are closed by the browser (Connection-Allowlist)',
    },
    gap: {
      'zh-CN': '此浏览器不支持 Connection-Allowlist：整页跳转和 WebRTC 只由脚本拦截',
      en: 'This browser has no Connection-Allowlist: navigation and WebRTC are held off by script only',
    },
  },
} as const satisfies Record<string, { name: Text; gap: Text | null }>;

export type GuardId = keyof typeof GUARDS;

/** `active`: seen to work. `missing`: this browser could have it, and it does not work. `unsupported`: the browser cannot. */
export type GuardState = 'active' | 'missing' | 'unsupported';

/** What the page found out about itself. */
export type PageTrial = {
  /** A service worker answers this page's requests. */
  readonly isControlled: boolean;
  readonly page: ThreadTrial;
  readonly hasTrustedTypes: boolean;
  /** Whether WebRTC was closed; null where this browser knows no allowlist. */
  readonly isWebrtcClosed: boolean | null;
};

/** The state of each guard, from what was found out. */
export function judgeGuards(trial: PageTrial): Record<GuardId, GuardState> {
  const { page } = trial;
  const state = (isActive: boolean): GuardState => (isActive ? 'active' : 'missing');
  const said = (pattern: RegExp) => page.policies.some((policy) => pattern.test(policy));
  return {
    control: state(trial.isControlled),
    channels: state(page.trials.length > 0 && isClosed(page)),
    // A policy in a meta element cannot hold a sandbox: one that does came in a header.
    headers: state(said(/(?:^|;)\s*sandbox\b/)),
    scripts: trial.hasTrustedTypes ? state(said(/require-trusted-types-for\s+'script'/)) : 'unsupported',
    allowlist: trial.isWebrtcClosed === null ? 'unsupported' : state(trial.isWebrtcClosed),
  };
}

/** Whether no way out of a thread was found open. */
export function isClosed({ trials }: ThreadTrial): boolean {
  return trials.every(({ outcome }) => outcome !== 'open');
}

/** The guards in one state, in their order. */
export function guardsThatAre(wanted: GuardState, guards: Readonly<Record<GuardId, GuardState>>): GuardId[] {
  return GUARD_IDS.filter((id) => guards[id] === wanted);
}

const GUARD_IDS: readonly GuardId[] = ['control', 'channels', 'headers', 'scripts', 'allowlist'];
