import { proxy, transfer } from 'comlink';
import { version } from '../../package.json';
import { AppError } from '../domain/contracts/errors.ts';
import { unwrap } from '../domain/contracts/result.ts';
import type { ReportProgress } from '../domain/contracts/job.ts';
import type { EngineClient } from './engine-client.ts';
import { noteReason, type VaultClient } from './vault-client.ts';
import type { VaultDoor } from './vault-door.ts';

const WRITING = { 'zh-CN': '写备份', en: 'Writing the backup' };
const READING = { 'zh-CN': '写入备份的数据', en: 'Writing the data of the backup' };
const QUIET: ReportProgress = () => undefined;

const bytesOf = (onProgress: ReportProgress, phase: { 'zh-CN': string; en: string }) =>
  proxy((done: number, total: number) => onProgress({ phase, done, total, unit: 'bytes' }));

/** The vault as the page asks for it: whatever replaces or ends threads waits until no change is under way. */
export function openDoor(engine: EngineClient, vault: VaultClient): VaultDoor {
  return {
    watch: (listener) => vault.watch(listener),
    judge: (passphrase, hints) => vault.ask((remote) => remote.judge(passphrase, hints)),
    ...savedData(engine, vault),
    ...waysIn(vault),
    ...backups(engine, vault),
  };
}

function savedData(
  engine: EngineClient,
  vault: VaultClient,
): Pick<VaultDoor, 'save' | 'unlock' | 'lock' | 'takeOver' | 'erase'> {
  return {
    save: (passphrase) =>
      engine.whileQuiet(async () => {
        await vault.thread();
        if (!(await vault.lock.take())) throw new AppError('VAULT_EXISTS', {});
        try {
          const { recoveryKey, ...sight } = await vault.ask((remote) => remote.save(passphrase));
          vault.opened(sight);
          await engine.reopen();
          return { recoveryKey };
        } catch (thrown) {
          if (vault.state.is === 'memory') vault.lock.release();
          throw thrown;
        }
      }),
    unlock: async (secret) => {
      const sight = await vault.ask((remote) => remote.unlock(secret));
      vault.opened(sight);
      performance.mark('vault unlocked');
      await engine.open();
    },
    lock: (reason) =>
      engine.whileQuiet(async () => {
        noteReason(reason);
        engine.stop();
        await vault.end();
        location.reload();
        return new Promise<never>(() => undefined);
      }),
    takeOver: () => vault.takeOver(),
    erase: () =>
      engine.whileQuiet(async () => {
        engine.stop();
        vault.emptied(await vault.ask((remote) => remote.erase()));
        await engine.reopen();
      }),
  };
}

function waysIn(
  vault: VaultClient,
): Pick<VaultDoor, 'changePassphrase' | 'resetPassphrase' | 'renewRecoveryKey' | 'addPasskey' | 'removePasskey'> {
  return {
    changePassphrase: (current, next) => vault.ask((remote) => remote.changePassphrase(current, next)),
    resetPassphrase: (next) => vault.ask((remote) => remote.resetPassphrase(next)),
    renewRecoveryKey: () => vault.ask((remote) => remote.renewRecoveryKey()),
    addPasskey: async (passkey) => vault.opened(await vault.ask((remote) => remote.addPasskey(passkey))),
    removePasskey: async (credentialId) =>
      vault.opened(await vault.ask((remote) => remote.removePasskey(credentialId))),
  };
}

function backups(engine: EngineClient, vault: VaultClient): Pick<VaultDoor, 'backUp' | 'checkBackup' | 'restore'> {
  return {
    backUp: ({ onProgress = QUIET } = {}) =>
      engine.whileQuiet(async () => {
        const { remote } = await engine.start();
        const { port1, port2 } = new MessageChannel();
        unwrap(await remote.serveImages(transfer(port1, [port1])));
        const origin = { app: version, createdAt: new Date().toISOString() };
        const report = bytesOf(onProgress, WRITING);
        const file = await vault.ask((asked) => asked.backUp(transfer(port2, [port2]), origin, report));
        vault.marked({ backedUpAt: origin.createdAt });
        return file;
      }),
    checkBackup: (file) => vault.ask((remote) => remote.checkBackup(file)),
    restore: (file, secret, { onProgress = QUIET } = {}) =>
      engine.whileQuiet(async () => {
        await vault.thread();
        if (!(await vault.lock.take())) throw new AppError('VAULT_EXISTS', {});
        const isOpen = vault.state.is === 'open' || vault.state.is === 'memory';
        engine.stop();
        try {
          const report = bytesOf(onProgress, READING);
          const restored = await vault.ask((remote) => remote.restore(file, secret, report));
          vault.opened(restored, { backedUpAt: restored.createdAt });
        } catch (thrown) {
          if (vault.state.is === 'memory') vault.lock.release();
          if (isOpen) await engine.reopen();
          throw thrown;
        }
        await engine.reopen();
      }),
  };
}
