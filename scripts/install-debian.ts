import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether this machine is a Debian whose packages we may install. */
export function mayInstallDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/** Installs packages without what they merely recommend. @returns whether it worked */
export function installDebian(packages: readonly string[]): boolean {
  try {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '-o=Dpkg::Use-Pty=0', '--no-install-recommends', ...packages]);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command with its output shown. @throws when it fails */
export function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  });
}
