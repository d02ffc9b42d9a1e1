import type { EngineState } from '../../engine/engine.ts';
import type { OfflinePhase } from '../../state/offline.svelte.ts';
import type { Voice } from '../../ui/voice.ts';

const WORDS = {
  idle: { 'zh-CN': '计算引擎将在后台启动', en: 'The engine starts in the background' },
  starting: { 'zh-CN': '正在准备计算引擎：{phase}', en: 'Getting the engine ready: {phase}' },
  share: { 'zh-CN': '正在准备计算引擎：{phase} {share}', en: 'Getting the engine ready: {phase} {share}' },
  ready: { 'zh-CN': '计算引擎已就绪', en: 'The engine is ready' },
  restarting: { 'zh-CN': '计算引擎正在重新启动：{reason}', en: 'The engine is restarting: {reason}' },
  failed: { 'zh-CN': '计算引擎没有启动', en: 'The engine did not start' },
  storing: { 'zh-CN': '正在存一份供离线使用 {share}', en: 'Storing a copy for offline use {share}' },
  offline: { 'zh-CN': '可离线使用', en: 'Works offline' },
  stopped: { 'zh-CN': '离线副本没有存完', en: 'The offline copy is not complete' },
} as const;

/** The state of the engine in one sentence. */
export function sayEngine(state: EngineState, voice: Voice): string {
  if (state.is === 'starting') {
    const phase = voice.t(state.phase);
    return state.total
      ? voice.t(WORDS.share, { phase, share: voice.percent(state.done / state.total, 0) })
      : voice.t(WORDS.starting, { phase });
  }
  if (state.is === 'restarting') return voice.t(WORDS.restarting, { reason: voice.t(state.reason) });
  return voice.t(WORDS[state.is]);
}

/** Whether the app works offline, in one sentence; empty while that is not known. */
export function sayOffline(phase: OfflinePhase, voice: Voice): string {
  if (phase.is === 'unknown') return '';
  if (phase.is === 'storing')
    return voice.t(WORDS.storing, { share: voice.percent(phase.total > 0 ? phase.done / phase.total : 0, 0) });
  return voice.t(phase.is === 'ready' ? WORDS.offline : WORDS.stopped);
}
