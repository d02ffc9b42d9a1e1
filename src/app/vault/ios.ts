/** What tells the system of a phone or tablet. */
export type Device = Pick<Navigator, 'userAgent' | 'platform' | 'maxTouchPoints'>;

/** iPhone or iPad; an iPad calls itself a Mac, but no Mac has a touch screen. */
export function isIos({ userAgent, platform, maxTouchPoints }: Device): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1);
}

/** Whether this is a browser tab there: what is not on the home screen is cleared after seven days without a visit. */
export function isClearedWhenUnvisited(device: Device, isStandalone: boolean): boolean {
  return isIos(device) && !isStandalone;
}
