import { expose, transfer, wrap } from 'comlink';
import type { NewPasskey, VaultSecret } from '../../src/domain/contracts/vault.ts';
import { unwrap } from '../../src/domain/contracts/result.ts';
import { guard, type Guarded } from '../shared/guard.ts';
import { answerProbes } from '../shared/probe.ts';
import type { ClassChanges } from './block-store.ts';
import { browserStorage } from './browser-storage.ts';
import { judgePassphrase } from './passphrase/judge-passphrase.ts';
import { Shelf } from './shelf/shelf.ts';
import { backUp, checkBackup, restore, type BackupOrigin, type ImageSource } from './vault-backup.ts';
import { VaultHolder } from './vault-holder.ts';

answerProbes('vault');

const holder = new VaultHolder(new Shelf(browserStorage()));

type ReportBytes = (done: number, total: number) => void;
/** What the page asks. */
const pageVerbs = {
  look: () => holder.look(),
  judge: (passphrase: string, hints: readonly string[]) => judgePassphrase(passphrase, hints),
  save: (passphrase: string) => holder.save(passphrase),
  unlock: (secret: VaultSecret) => holder.unlock(secret),
  changePassphrase: (current: string, next: string) => holder.changePassphrase(current, next),
  resetPassphrase: (next: string) => holder.resetPassphrase(next),
  renewRecoveryKey: () => holder.renewRecoveryKey(),
  addPasskey: (passkey: NewPasskey) => holder.addPasskey(passkey),
  removePasskey: (credentialId: Uint8Array<ArrayBuffer>) => holder.removePasskey(credentialId),
  /** @param images where the engine serves the bytes of its files */
  backUp: (images: MessagePort, origin: BackupOrigin, report: ReportBytes) =>
    backUp(holder, connectImages(images), { origin, report }),
  checkBackup: (file: File) => checkBackup(file),
  restore: (file: File, secret: VaultSecret, report: ReportBytes) => restore(holder, { file, secret }, report),
  erase: () => holder.erase(),
};
export type VaultApi = typeof pageVerbs;

/** What the engine asks. */
const engineVerbs = {
  lodging: () => holder.lodging(),
  load: async () =>
    (await holder.memory.load()).map(([name, { size, blocks }]) => ({ class: name, size, blocks: [...blocks] })),
  commit: (changes: ClassChanges) => holder.memory.commit(changes),
};
export type LodgingApi = typeof engineVerbs;

function connectImages(port: MessagePort): ImageSource {
  const remote = wrap<Guarded<ImageSource>>(port);
  return {
    sizes: async () => unwrap(await remote.sizes()),
    read: async (name, range) => unwrap(await remote.read(name, range)),
    end: async () => unwrap(await remote.end()),
  };
}

const guarded = guard(engineVerbs);
const forEngine = {
  ...guarded,
  load: async () => {
    const result = await guarded.load();
    return result.ok
      ? transfer(
          result,
          result.value.flatMap(({ blocks }) => blocks.map(([, bytes]) => bytes.buffer)),
        )
      : result;
  },
};

expose(guard(pageVerbs));
// Each engine gets a port of its own, so that a dead one takes nothing with it.
self.addEventListener('message', ({ data }: MessageEvent<{ port?: MessagePort }>) => {
  if (data.port instanceof MessagePort) expose(forEngine, data.port);
});
