import { carryOut, type Disk, type DiskCall, type DiskState } from './journal-files.ts';
import { MemoryFile } from './memory-files.ts';
import type { Random } from './random.ts';

/** What a disk writes at once. */
const SECTOR = 512;

/** A moment of a process: where its disk began, its calls, and how many of them had returned. */
export type Moment = { readonly start: DiskState; readonly journal: readonly DiskCall[]; readonly count: number };

/** The calls up to a moment that no flush has covered, and what is durable. */
function settle({ start, journal, count }: Moment): DiskState {
  const files = thaw(start.durable);
  let waiting = [...start.waiting];
  for (const call of journal.slice(0, count)) {
    if (call.kind !== 'flush') {
      waiting.push(call);
      continue;
    }
    for (const done of waiting) if (done.name === call.name) carryOut(files, done);
    waiting = waiting.filter(({ name }) => name !== call.name);
  }
  return { durable: freeze(files), waiting };
}

/**
 * The process is killed while a call runs: what was issued happens, in order, and of the
 * running write any first part. Nothing of it is durable yet that was not flushed.
 */
export function killProcess(moment: Moment, random: Random): DiskState {
  const { durable, waiting } = settle(moment);
  const running = moment.journal[moment.count];
  if (running?.kind !== 'write') return { durable, waiting };
  const kept = Math.min(
    running.bytes.byteLength,
    SECTOR * random.below(1 + Math.ceil(running.bytes.byteLength / SECTOR)),
  );
  return { durable, waiting: [...waiting, { ...running, bytes: running.bytes.slice(0, kept) }] };
}

/**
 * The power fails while a call runs: of what was not flushed any part happens in any order,
 * sector by sector, and a sector that was being written may hold anything.
 */
export function cutPower(moment: Moment, random: Random): DiskState {
  const { durable, waiting } = settle(moment);
  const running = moment.journal[moment.count];
  const pending = running && running.kind !== 'flush' ? [...waiting, running] : [...waiting];
  shuffle(pending, random);
  const share = random.next();
  const files = thaw(durable);
  for (const call of pending) {
    if (call.kind === 'write') tear(files, call, { random, share });
    else if (random.chance(share)) carryOut(files, call);
  }
  return { durable: freeze(files), waiting: [] };
}

type Write = Extract<DiskCall, { kind: 'write' }>;

function tear(files: Map<string, MemoryFile>, call: Write, { random, share }: { random: Random; share: number }): void {
  const end = call.at + call.bytes.byteLength;
  for (let start = call.at; start < end;) {
    const next = Math.min(end, (Math.floor(start / SECTOR) + 1) * SECTOR);
    const bytes = call.bytes.slice(start - call.at, next - call.at);
    if (random.chance(share)) carryOut(files, { ...call, at: start, bytes });
    else if (random.chance(0.02)) spoil(files, call.name, { at: start, random });
    start = next;
  }
}

/** Fills the whole sector, also what lay there beside the bytes that were written. */
function spoil(files: Map<string, MemoryFile>, name: string, { at, random }: { at: number; random: Random }): void {
  carryOut(files, { kind: 'write', name, at: Math.floor(at / SECTOR) * SECTOR, bytes: random.bytes(SECTOR) });
}

function shuffle(calls: DiskCall[], random: Random): void {
  for (let last = calls.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const [a, b] = [calls[last], calls[other]];
    if (a && b) [calls[last], calls[other]] = [b, a];
  }
}

function thaw(disk: Disk): Map<string, MemoryFile> {
  return new Map([...disk].map(([name, bytes]) => [name, new MemoryFile(bytes.slice())]));
}

function freeze(files: Map<string, MemoryFile>): Disk {
  return new Map([...files].map(([name, { bytes }]) => [name, bytes]));
}
