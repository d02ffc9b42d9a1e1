import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A mirror that does not answer is given up soon; a slow one gets as long as a suite can spare. */
const PATIENT = ['-o=Acquire::Retries=1', '-o=Acquire::http::Timeout=20', '-o=Acquire::https::Timeout=20'];
const LONGEST_MS = 300_000;

/** Whether this machine is a Debian whose packages we may install. */
export function mayInstallDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/** Installs packages without what they merely recommend. @returns whether it worked */
export function installDebian(packages: readonly string[]): boolean {
  try {
    run('apt-get', [...PATIENT, 'update', '-qq']);
    run('apt-get', [...PATIENT, 'install', '-y', '-qq', '-o=Dpkg::Use-Pty=0', '--no-install-recommends', ...packages]);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command with its output shown. @throws when it fails */
export function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, {
    stdio: 'inherit',
    timeout: LONGEST_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  });
}
