import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { onPath } from './find-browser.ts';
import { installDebian, mayInstallDebian } from './install-debian.ts';

/** A browser engine beside Chromium that the suite runs where it can be had. */
export type LaneId = 'firefox' | 'webkit';

type Part = { readonly name: string; readonly packages: readonly string[]; readonly isHere: () => boolean };

const WEBKIT_BINDINGS = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')";

/** What each lane needs: a part of this machine, how to see it, and the Debian packages that bring it. */
const PARTS: Readonly<Record<LaneId, readonly Part[]>> = {
  firefox: [{ name: 'Firefox', packages: ['firefox-esr'], isHere: () => findFirefox() !== null }],
  webkit: [
    { name: 'WebKitWebDriver', packages: ['webkit2gtk-driver'], isHere: () => onPath('WebKitWebDriver').length > 0 },
    { name: 'Xvfb', packages: ['xvfb'], isHere: () => onPath('Xvfb').length > 0 },
    {
      name: 'WebKit2GTK 4.1 for Python',
      packages: ['python3-gi', 'gir1.2-webkit2-4.1'],
      isHere: () => spawnSync('/usr/bin/python3', ['-c', WEBKIT_BINDINGS]).status === 0,
    },
  ],
};

const FIREFOX_PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** Path of a Firefox on this machine. @returns null when there is none */
export function findFirefox(): string | null {
  const places = [...onPath('firefox-esr'), ...onPath('firefox'), ...FIREFOX_PLACES];
  return places.find((path) => existsSync(path)) ?? null;
}

/** Installs what a lane lacks, where that is allowed. @returns what is still missing; empty when the lane can run */
export function ensureLane(lane: LaneId): string[] {
  const lacking = () => PARTS[lane].filter((part) => !part.isHere());
  const before = lacking();
  if (before.length === 0 || !mayInstallDebian()) return before.map(({ name }) => name);
  console.log(`Installing for the ${lane} lane: ${before.map(({ name }) => name).join(', ')}.`);
  installDebian(before.flatMap(({ packages }) => packages));
  return lacking().map(({ name }) => name);
}
