import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser } from './find-browser.ts';

/** Draws the PNG icons from `public/icons/icon.svg`. Launchers may cut a maskable icon to a circle of 80 % width. */
const ICONS = [
  { name: 'icon-192.png', size: 192, bleed: false },
  { name: 'icon-512.png', size: 512, bleed: false },
  { name: 'icon-maskable-512.png', size: 512, bleed: true },
  { name: 'apple-touch-icon.png', size: 180, bleed: true },
];

/** Share of the width that keeps the frame's corners inside that circle. */
const SAFE = 0.76;

const folder = fileURLToPath(new URL('../public/icons/', import.meta.url));
const svg = await readFile(`${folder}icon.svg`, 'utf8');
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_ARGS });
for (const { name, size, bleed } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const drawn = bleed ? Math.round(size * SAFE) : size;
  const ground = bleed ? '#0b6e66' : 'transparent';
  const style = `body{margin:0;height:100vh;display:grid;place-items:center;background:${ground}}svg{width:${drawn}px}`;
  await page.setContent(`<style>${style}</style>${svg}`);
  await page.screenshot({ path: folder + name, omitBackground: true });
  await page.close();
}
await browser.close();
