/** Ways out of a thread, tried on purpose: what a policy must refuse, and whether it did. */

/**
 * `refused`: the policy said no and the browser told. `failed`: it did not work, and nobody told why.
 * `open`: it worked. `absent`: this browser has no such way.
 */
export type ChannelOutcome = 'refused' | 'failed' | 'open' | 'absent';

/** One attempt. */
export type ChannelTrial = { readonly channel: string; readonly outcome: ChannelOutcome };

/** What one thread found out about itself; `policies` are the texts as the browser enforces them. */
export type ThreadTrial = {
  readonly thread: string;
  readonly trials: readonly ChannelTrial[];
  readonly policies: readonly string[];
};

/** An address nobody can own: the ending `.invalid` is reserved. Where no policy refused, it would lead nowhere. */
export const FOREIGN_ADDRESS = 'https://self-test.invalid/';
/** Below the app's own folder; no such file exists. */
export const OWN_ADDRESS = 'self-test/';

type Requester = { open(verb: string, address: string): void; send(): void; onload: unknown; onerror: unknown };
type Line = { close(): void; onopen: unknown; onerror: unknown };

/** Ways out that pages and threads share, as the platform has them; the page and its threads pass `globalThis`. */
export type Doors = {
  readonly fetch?: (address: string) => Promise<unknown>;
  readonly XMLHttpRequest?: new () => Requester;
  readonly WebSocket?: new (address: string) => Line;
  readonly EventSource?: new (address: string) => Line;
};

/** An attempt resolves when the way was open and rejects when it was not; null where the browser has no such way. */
export type Attempt = { readonly channel: string; readonly attempt: (() => Promise<unknown>) | null };

/** What the browser tells of a refusal. */
type Refusal = { readonly blockedURI?: string; readonly effectiveDirective?: string; readonly originalPolicy?: string };
/** Where refusals are told: the document of a page, the global scope of a thread. */
type Place = {
  addEventListener(type: 'securitypolicyviolation', listener: (event: object) => void): void;
  removeEventListener(type: 'securitypolicyviolation', listener: (event: object) => void): void;
};
/** Tells once, after the attempts, which addresses were refused and the texts of the policies that did. */
type Ear = (
  isEnough: (addresses: readonly string[]) => boolean,
) => Promise<{ addresses: string[]; policies: string[] }>;

/**
 * How long to wait to be told why a way out failed, milliseconds: the browser tells in a task of its own, which a busy
 * device may run late, and threads of some browsers are never told. Little at a start, more when the user asks.
 */
export const PATIENCE = { start: 200, asked: 1500 } as const;

/** Hears refusals from now on. @param later resolves when nothing more is waited for */
export function hearRefusals(place: Place, later: () => Promise<unknown>): Ear {
  const events: Refusal[] = [];
  let heard = () => {};
  const hear = (event: Refusal) => {
    events.push(event);
    heard();
  };
  place.addEventListener('securitypolicyviolation', hear);
  // Of a frame only the origin is told, so the directive has to name it.
  const addresses = () =>
    events.flatMap(({ blockedURI = '', effectiveDirective = '' }) => [blockedURI, effectiveDirective]);
  return async (isEnough) => {
    const enough = new Promise<void>((resolve) => {
      heard = () => isEnough(addresses()) && resolve();
      heard();
    });
    await Promise.race([enough, later()]);
    place.removeEventListener('securitypolicyviolation', hear);
    return { addresses: addresses(), policies: events.map(({ originalPolicy = '' }) => originalPolicy) };
  };
}

/**
 * What a thread must refuse. Takes a few milliseconds, as a refusal is decided before anything is sent. Each address
 * ends in the name of its channel.
 */
export function sharedAttempts(doors: Doors): Attempt[] {
  const { XMLHttpRequest, WebSocket, EventSource } = doors;
  const socket = FOREIGN_ADDRESS.replace('https', 'wss');
  const fetched = (address: string) => (doors.fetch ? () => Promise.resolve(doors.fetch?.(address)) : null);
  const asked = (address: string) => (XMLHttpRequest ? () => request(new XMLHttpRequest(), address) : null);
  return [
    { channel: 'fetch', attempt: fetched(`${FOREIGN_ADDRESS}fetch`) },
    { channel: 'fetch-own', attempt: fetched(`${OWN_ADDRESS}fetch-own`) },
    { channel: 'xhr', attempt: asked(`${FOREIGN_ADDRESS}xhr`) },
    { channel: 'xhr-own', attempt: asked(`${OWN_ADDRESS}xhr-own`) },
    { channel: 'websocket', attempt: WebSocket ? () => dial(() => new WebSocket(`${socket}websocket`)) : null },
    {
      channel: 'eventsource',
      attempt: EventSource ? () => dial(() => new EventSource(`${FOREIGN_ADDRESS}eventsource`)) : null,
    },
  ];
}

/** Tries all at once and tells what the browser refused by policy from what merely failed. */
export async function tryAll(thread: string, attempts: readonly Attempt[], ear: Ear): Promise<ThreadTrial> {
  const worked = await Promise.all(
    attempts.map(({ attempt }) => (attempt ? hasWorked(attempt) : Promise.resolve(null))),
  );
  const isTold = (channel: string, addresses: readonly string[]) =>
    addresses.some((address) => address === channel || address.endsWith(`/${channel}`));
  // One that worked may have been refused as well; of one that failed, most likely it is yet to be told.
  const { addresses, policies } = await ear((told) =>
    attempts.every(({ channel }, at) => worked[at] === null || isTold(channel, told)),
  );
  const isRefused = (channel: string) => isTold(channel, addresses);
  const trials = attempts.map(({ channel }, at): ChannelTrial => {
    const open = worked[at] ?? null;
    if (open === null) return { channel, outcome: 'absent' };
    // Some ways look open although the browser refused them: a beacon is "queued", a frame "loads".
    if (isRefused(channel)) return { channel, outcome: 'refused' };
    return { channel, outcome: open ? 'open' : 'failed' };
  });
  return { thread, trials, policies: [...new Set(policies)] };
}

async function hasWorked(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch {
    return false;
  }
}

function request(asked: Requester, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    asked.onload = () => resolve();
    asked.onerror = () => reject(new Error('refused'));
    asked.open('GET', address);
    asked.send();
  });
}

function dial(call: () => Line): Promise<void> {
  return new Promise((resolve, reject) => {
    const line = call();
    const end = (done: () => void) => () => {
      line.close();
      done();
    };
    line.onopen = end(resolve);
    line.onerror = end(() => reject(new Error('refused')));
  });
}
