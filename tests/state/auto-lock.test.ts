import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AutoLock, type AutoLockLimits } from '../../src/state/auto-lock.ts';

const MINUTE = 60_000;

class FakePage extends EventTarget {
  hidden = false;
}

let window: EventTarget;
let document: FakePage;
let limits: AutoLockLimits;
let locked: string[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2024, 4, 1) });
  window = new EventTarget();
  document = new FakePage();
  limits = { idleMinutes: 5, hiddenMinutes: 15 };
  locked = [];
  stop = new AutoLock(
    { window, document },
    () => limits,
    (reason) => locked.push(reason),
  ).start();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const pass = (minutes: number) => vi.advanceTimersByTime(minutes * MINUTE);
/** The clock goes on, no timer does: the machine sleeps, or the page is frozen. */
const sleep = (minutes: number) => vi.setSystemTime(Date.now() + minutes * MINUTE);
const show = (isShown: boolean) => {
  document.hidden = !isShown;
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('nobody there', () => {
  it('locks after the minutes set, not before', () => {
    pass(4.9);
    expect(locked).toEqual([]);
    pass(0.1);
    expect(locked[0]).toBe('idle');
  });

  it.each(['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove'])('hears %s', (sign) => {
    pass(4);
    window.dispatchEvent(new Event(sign));
    pass(4);
    expect(locked).toEqual([]);
    pass(1);
    expect(locked[0]).toBe('idle');
  });

  it('is not deceived by a field that has the focus', () => {
    window.dispatchEvent(new Event('focusin'));
    window.dispatchEvent(new Event('focus'));
    pass(5);
    expect(locked[0]).toBe('idle');
  });

  it('waits on while someone types', () => {
    for (let minute = 0; minute < 20; minute++) {
      pass(1);
      window.dispatchEvent(new Event('keydown'));
    }
    expect(locked).toEqual([]);
  });

  it('follows the settings at once', () => {
    limits = { idleMinutes: 0, hiddenMinutes: 15 };
    pass(120);
    expect(locked).toEqual([]);
    limits = { idleMinutes: 30, hiddenMinutes: 15 };
    pass(0.25);
    expect(locked[0]).toBe('idle');
  });

  it('counts what was waited also when the clock is set back', () => {
    pass(4);
    sleep(-60);
    pass(1.25);
    expect(locked[0]).toBe('idle');
  });
});

describe('out of sight', () => {
  it('locks after the minutes set; being idle there does not count', () => {
    show(false);
    pass(14.5);
    expect(locked).toEqual([]);
    pass(0.5);
    expect(locked[0]).toBe('hidden');
  });

  it('begins anew when it is seen again', () => {
    show(false);
    pass(14);
    show(true);
    pass(1);
    show(false);
    pass(14);
    expect(locked).toEqual([]);
  });

  it('locks a page that the system froze before anyone sees it', () => {
    show(false);
    sleep(16);
    show(true);
    expect(locked[0]).toBe('hidden');
  });

  it('does not take a page frozen at once for a machine that slept', () => {
    show(false);
    sleep(10);
    show(true);
    pass(1);
    expect(locked).toEqual([]);
  });

  it('never locks when told so', () => {
    limits = { idleMinutes: 5, hiddenMinutes: 0 };
    show(false);
    pass(600);
    expect(locked).toEqual([]);
  });
});

describe('sleep', () => {
  it('is known by a tick that comes late', () => {
    pass(1);
    sleep(3);
    pass(0.25);
    expect(locked[0]).toBe('slept');
  });

  it('is known before whoever wakes the machine is taken for a user', () => {
    limits = { idleMinutes: 0, hiddenMinutes: 0 };
    pass(1);
    sleep(480);
    window.dispatchEvent(new Event('keydown'));
    expect(locked).toEqual(['slept']);
  });

  it('is known of a page out of sight that ran until then', () => {
    limits = { idleMinutes: 5, hiddenMinutes: 0 };
    show(false);
    pass(1);
    sleep(30);
    pass(0.25);
    expect(locked[0]).toBe('slept');
  });

  it('is not a tick that a busy machine delays', () => {
    limits = { idleMinutes: 0, hiddenMinutes: 0 };
    pass(1);
    sleep(1.9);
    pass(0.25);
    expect(locked).toEqual([]);
  });
});

it('locks nothing after it was stopped', () => {
  stop();
  pass(600);
  sleep(600);
  window.dispatchEvent(new Event('keydown'));
  show(false);
  show(true);
  expect(locked).toEqual([]);
});
