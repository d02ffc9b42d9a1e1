import axe from 'axe-core';
import { expect } from 'vitest';
import { render } from 'vitest-browser-svelte';
import App from '../../src/app/App.svelte';
import { Router } from '../../src/app/router.svelte.ts';
import { Speaker } from '../../src/i18n/speaker.ts';
import { Guards } from '../../src/state/guards.svelte.ts';
import { OfflineCopy } from '../../src/state/offline.svelte.ts';
import { Session } from '../../src/state/session.svelte.ts';
import { Settings, type SettingsStore } from '../../src/state/settings.svelte.ts';
import { fakeEngine } from '../support/fake-engine.ts';
import type { FakeVault } from '../support/fake-vault.ts';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';

type Given = { orders?: boolean; locale?: 'zh-CN' | 'en'; store?: SettingsStore };

/** The whole app on an engine that plays a part. Without animations, so that colours are judged as they stay. */
export async function openShop(vault: FakeVault, hash: string, given: Given = {}): Promise<Session> {
  location.hash = hash;
  const settings = new Settings(given.store ?? null, given.locale ?? 'zh-CN');
  const router = new Router();
  const session = new Session(fakeEngine(vault, { orders: given.orders ?? false }), router, settings);
  await session.start();
  await render(App, {
    session,
    router,
    offline: new OfflineCopy(),
    guards: new Guards(settings),
    voice: new Speaker(settings),
    take: (files: File[]) => {
      if (!session.holdBack(files)) void session.importing.add(files);
    },
    loadSampleSummary: async () => (await import('../../src/domain/sample/summary.ts')).SAMPLE_SUMMARY,
  });
  return session;
}

/** What axe finds once nothing is being computed or moving: rule and place. */
export async function complaints(): Promise<string[]> {
  await expect.poll(() => document.querySelector('[aria-busy="true"]')).toBeNull();
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id} ${node.target.join(' ')}`));
}

/** What a finger may miss: names of things to press that are shown less than 44 px high or wide. */
export function smallTargets(): string[] {
  const pressed = document.querySelectorAll<HTMLElement>(
    'button, a[href], input:not(.sr-only), summary, label:has(.sr-only)',
  );
  return [...pressed]
    .filter((one) => one.checkVisibility() && !one.matches('.skip, .sr-only, p a'))
    .filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width < 43.5 || height < 43.5;
    })
    .map((one) => `${one.tagName} ${one.textContent.trim() || one.getAttribute('aria-label') || ''}`);
}
