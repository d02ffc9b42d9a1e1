import { mount } from 'svelte';
import type { Locale } from '../domain/contracts/text.ts';
import { Speaker } from '../i18n/speaker.ts';
import { Guards } from '../state/guards.svelte.ts';
import { OfflineCopy } from '../state/offline.svelte.ts';
import { Session } from '../state/session.svelte.ts';
import { Settings } from '../state/settings.svelte.ts';
import App from './App.svelte';
import { deferEngine } from './deferred-engine.ts';
import { buildGate } from './guard/gate.ts';
import { offerScripts } from './local-api.ts';
import { launchedFiles, registerServiceWorker, sharedFiles } from './pwa.ts';
import { Router } from './router.svelte.ts';
import type { SampleSummary } from './sample-summary.ts';
import { admitOwnWorkers } from './trusted-types.ts';

const UPDATE = {
  text: { 'zh-CN': '有新版本', en: 'A new version is ready' },
  act: { 'zh-CN': '现在更新', en: 'Update now' },
} as const;

/** Builds what the visit needs, paints, and only then starts the engine. */
export function boot(target: HTMLElement): void {
  admitOwnWorkers();
  const settings = new Settings(openStore(), preferredLocale());
  const router = new Router();
  const guards = new Guards(settings);
  const offline = new OfflineCopy();
  const gate = buildGate({ guards, offline, mayReload: () => session.importing.cards.length === 0 });
  const engine = deferEngine(async () => (await import('../engine/client.ts')).connectEngine(gate));
  const session = new Session(engine, router, settings);
  const take = (files: File[]) => {
    if (session.holdBack(files)) return;
    router.go('/import', router.params);
    void session.importing.add(files);
  };

  mount(App, {
    target,
    props: { session, router, offline, guards, voice: new Speaker(settings), take, loadSampleSummary },
  });
  offerScripts(engine);
  launchedFiles(take);
  void sharedFiles().then((files) => files.length > 0 && take(files));
  requestAnimationFrame(() => setTimeout(() => void session.start(), 0));
  void registerServiceWorker({
    onUpdate: (apply) => session.notices.add({ text: UPDATE.text, act: { label: UPDATE.act, run: apply } }),
    onProgress: ({ done, total }) => offline.tell({ is: 'storing', done, total }),
    onReady: () => offline.tell({ is: 'ready' }),
    onStopped: (_, retry) => offline.tell({ is: 'stopped', retry }),
  });
}

async function loadSampleSummary(): Promise<SampleSummary> {
  return (await import('../domain/sample/summary.ts')).SAMPLE_SUMMARY;
}

function preferredLocale(): Locale {
  return navigator.languages.some((language) => language.toLowerCase().startsWith('zh')) ||
    navigator.languages.length === 0
    ? 'zh-CN'
    : 'en';
}

function openStore(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
