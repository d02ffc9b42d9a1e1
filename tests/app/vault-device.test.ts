import { describe, expect, it } from 'vitest';
import { isClearedWhenUnvisited, isIos } from '../../src/app/vault/ios.ts';
import { localDay, localMoment } from '../../src/app/vault/local-moment.ts';

const IPHONE = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1',
  platform: 'iPhone',
  maxTouchPoints: 5,
};
const MAC_AGENT = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15';
const IPAD = { userAgent: MAC_AGENT, platform: 'MacIntel', maxTouchPoints: 5 };
const MAC = { userAgent: MAC_AGENT, platform: 'MacIntel', maxTouchPoints: 0 };
const ANDROID = {
  userAgent: 'Mozilla/5.0 (Linux; Android 14) Chrome/130',
  platform: 'Linux armv8l',
  maxTouchPoints: 5,
};

describe('the device', () => {
  it('is told by system and touch', () => {
    expect([IPHONE, IPAD, MAC, ANDROID].map(isIos)).toEqual([true, true, false, false]);
  });

  it('clears what is not visited, unless it is on the home screen', () => {
    expect(isClearedWhenUnvisited(IPHONE, false)).toBe(true);
    expect(isClearedWhenUnvisited(IPHONE, true)).toBe(false);
    expect(isClearedWhenUnvisited(MAC, false)).toBe(false);
  });
});

describe('an instant', () => {
  it('is shown by the clock of the device', () => {
    const local = new Date(2024, 4, 1, 23, 59, 58);
    expect(localMoment(local.toISOString())).toBe('2024-05-01 23:59:58');
    expect(localDay(local.toISOString())).toBe('2024-05-01');
  });

  it('that is none stays as it is', () => {
    expect(localMoment('soon')).toBe('soon');
  });
});
