import * as duckdb from '@duckdb/duckdb-wasm/blocking';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { DATA_CLASSES } from '../../../src/domain/contracts/data-class.ts';
import { Database } from '../../../workers/engine/db.ts';
import { openDatabase } from '../../../workers/engine/duckdb-runtime.ts';
import { forgetOrphans } from '../../../workers/engine/import/contacts.ts';
import { attachedFiles, createClassTables, createModels } from '../../../workers/engine/models.ts';
import { orderContact } from '../../../workers/engine/order-contact.ts';
import { createCipher } from '../../../workers/vault/cipher.ts';
import { CopyOnWriteStore } from '../../../workers/vault/copy-on-write-store.ts';
import { opfsFiles, type OpfsFolder } from '../../../workers/vault/opfs-files.ts';
import { StoredHandle } from '../../../workers/vault/stored-handle.ts';

/** What a life of the engine is to do after it has looked at what is there. `half` ends between its two commits. */
export type ClassCycle = { folder: string; nth: number; act: 'import' | 'half' | 'look'; withoutPersons?: boolean };
/** What it found before: recipients masked, by order; and rows of persons whose import is not there. */
export type ClassReport = { seen: Record<string, unknown>; orphans: number; sizes: Record<string, number> };

/** The worker's side of a `postMessage`; the page's types do not know it. */
const port = globalThis as unknown as { postMessage(message: unknown): void; onmessage: (event: MessageEvent) => void };

async function openStore(folderName: string, classes: readonly (typeof DATA_CLASSES)[number][]) {
  const root = await navigator.storage.getDirectory();
  const folder = (await root.getDirectoryHandle(folderName, { create: true })) as unknown as OpfsFolder;
  const cipher = (fill: number) => createCipher(new Uint8Array(32).fill(fill));
  return CopyOnWriteStore.open({
    files: opfsFiles(folder),
    ciphers: {
      manifest: cipher(1),
      files: new Map(classes.map((name) => [name, cipher(2 + DATA_CLASSES.indexOf(name))])),
    },
  });
}

async function openEngine(files: (readonly [(typeof DATA_CLASSES)[number], StoredHandle])[]): Promise<Database> {
  const bundle = { mainModule: new URL(wasmUrl, location.href).href, mainWorker: '' };
  const started = await duckdb.createDuckDB(
    { mvp: bundle, eh: bundle },
    new duckdb.VoidLogger(),
    duckdb.BROWSER_RUNTIME,
  );
  await started.instantiate(() => undefined);
  const attached = attachedFiles(new Set(files.map(([name]) => name)));
  const db = new Database(openDatabase(started, files), { memoryLimit: '1GB', attached });
  await createClassTables(db);
  await createModels(db);
  return db;
}

/** A day's file of one order of an invented person. */
async function writeOrder(db: Database, nth: number): Promise<void> {
  const [id, order] = [`f${nth}`, `10${nth}`];
  await db.write(`INSERT INTO source_file BY NAME SELECT '${id}' AS src_file_id, ${nth} AS import_number`);
  await db.write(
    `INSERT INTO order_versions BY NAME SELECT '${id}' AS src_file_id, 2 AS src_row, 's' AS shop_id, '${order}' AS order_id, true AS is_current`,
  );
}
const writePerson = (db: Database, nth: number) =>
  db.writeTo(
    'personal',
    `INSERT INTO personal.contact BY NAME SELECT 'f${nth}' AS src_file_id, 2 AS src_row, '${nth}测试' || repeat('x', i::INTEGER % 7) AS recipient, '1390000001' || i AS phone FROM range(1) t(i)`,
  );

async function look(db: Database, nth: number): Promise<ClassReport['seen']> {
  const seen: ClassReport['seen'] = {};
  for (let past = 0; past <= nth; past++)
    seen[`10${past}`] = await orderContact(db, { shopId: 's', orderId: `10${past}` });
  return seen;
}

async function act(db: Database, { nth, act: deed }: ClassCycle): Promise<void> {
  if (deed === 'look') return;
  if (deed === 'half') {
    // The personal file is committed, the business file is not; then the store is, as by marts that are kept.
    await writePerson(db, nth);
    return;
  }
  await db.transaction(async () => {
    await forgetOrphans(db);
    await writeOrder(db, nth);
    if (db.attached.includes('personal')) await writePerson(db, nth);
  });
}

async function cycle(job: ClassCycle): Promise<ClassReport> {
  const classes = DATA_CLASSES.filter((name) => !(job.withoutPersons && name === 'personal'));
  const store = await openStore(job.folder, classes);
  const files = classes.flatMap((name) => {
    const file = store.file(name);
    return file ? [[name, new StoredHandle(file)] as const] : [];
  });
  const db = await openEngine(files);
  const seen = await look(db, job.nth);
  const persons = db.attached.includes('personal');
  const [found] = persons
    ? await db.writtenRows(
        'SELECT count(*) AS n FROM personal.contact WHERE src_file_id NOT IN (SELECT src_file_id FROM source_file)',
      )
    : [];
  await act(db, job);
  await db.checkpoint(() => store.commit());
  const sizes = Object.fromEntries(files.map(([name, file]) => [name, file.getSize()]));
  await store.close();
  return { seen, orphans: Number(found?.['n'] ?? 0), sizes };
}

port.onmessage = ({ data }: MessageEvent<ClassCycle>) => {
  cycle(data).then(
    (report) => port.postMessage(report),
    (thrown: unknown) => port.postMessage({ error: String(thrown instanceof Error ? thrown.stack : thrown) }),
  );
};
