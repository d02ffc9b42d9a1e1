type ScriptUrlRules = { createScriptURL: (url: string) => string | null };

declare global {
  interface Window {
    /** Absent where the browser has no Trusted Types; then the policy of the page does not ask for them either. */
    readonly trustedTypes?: { createPolicy(name: 'default', rules: ScriptUrlRules): unknown };
  }
}

const OWN_SCRIPT = /^(?:workers\/[\w.-]+\.js|sw\.js)$/;

/**
 * Lets the page start this app's own workers and no other script. Call it once, before anything else.
 * The page's security policy admits the policy name `default` a single time.
 */
export function admitOwnWorkers(): void {
  const folder = new URL('./', document.baseURI).href;
  window.trustedTypes?.createPolicy('default', { createScriptURL: (url) => ownScript(url, folder) });
}

/** The absolute address when it is one of this app's worker scripts under `folder`. @returns null otherwise */
export function ownScript(url: string, folder: string): string | null {
  const absolute = new URL(url, folder).href;
  return absolute.startsWith(folder) && OWN_SCRIPT.test(absolute.slice(folder.length)) ? absolute : null;
}
