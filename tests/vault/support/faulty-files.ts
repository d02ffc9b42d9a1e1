import type { Cipher } from '../../../workers/vault/cipher.ts';
import type { VaultCiphers } from '../../../workers/vault/open-vault.ts';
import type { VaultFile, VaultFiles } from '../../../workers/vault/vault-files.ts';

/** What one run calls, and which of the calls fail: the one numbered `from`, and with `forEver` every later one. */
export class Faults {
  calls = 0;
  readonly #from: number;
  readonly #forEver: boolean;
  readonly #error: () => Error;
  /** Names of the calls in their order. */
  readonly log: string[] = [];

  constructor(from = Infinity, forEver = false, error = () => new Error('the disk says no')) {
    this.#from = from;
    this.#forEver = forEver;
    this.#error = error;
  }

  pass(call: string): void {
    const number = this.calls++;
    this.log.push(call);
    if (number === this.#from || (this.#forEver && number > this.#from)) throw this.#error();
  }
}

/** The files behind `inner`, each call of which may fail before it does anything. */
export function faultyFiles(inner: VaultFiles, faults: Faults): VaultFiles {
  return {
    open: async (name) => {
      faults.pass('open');
      return faultyFile(await inner.open(name), faults);
    },
    list: async () => {
      faults.pass('list');
      return inner.list();
    },
    remove: async (name) => {
      faults.pass('remove');
      return inner.remove(name);
    },
  };
}

function faultyFile(inner: VaultFile, faults: Faults): VaultFile {
  return {
    read: (into, position) => {
      faults.pass('read');
      return inner.read(into, position);
    },
    write: (from, position) => {
      faults.pass('write');
      return inner.write(from, position);
    },
    truncate: (size) => {
      faults.pass('truncate');
      inner.truncate(size);
    },
    getSize: () => {
      faults.pass('getSize');
      return inner.getSize();
    },
    flush: async () => {
      faults.pass('flush');
      return inner.flush();
    },
    close: () => inner.close(),
  };
}

/** The ciphers with calls that may fail. */
export function faultyCiphers({ manifest, files }: VaultCiphers, faults: Faults): VaultCiphers {
  const wrap = (inner: Cipher): Cipher => ({
    overhead: inner.overhead,
    seal: (plain, associated) => {
      faults.pass('seal');
      return inner.seal(plain, associated);
    },
    open: (sealed, associated) => {
      faults.pass('unseal');
      return inner.open(sealed, associated);
    },
  });
  return { manifest: wrap(manifest), files: new Map([...files].map(([name, inner]) => [name, wrap(inner)])) };
}
