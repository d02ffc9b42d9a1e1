type Policies = { createPolicy(name: 'default', rules: { createScriptURL(url: string): string | null }): unknown };

/** Absent where the browser has no Trusted Types. */
declare const trustedTypes: Policies;

const READER = /^reader\.worker-[\w-]+\.js$/;

/** Lets this thread start the reader beside it and no other script. Call it once; the policy admits the name once. */
export function admitReader(): void {
  if (!('trustedTypes' in self)) return;
  trustedTypes.createPolicy('default', { createScriptURL: (url) => readerScript(url, self.location.href) });
}

/** The absolute address when it is the reader's script beside `own`. @returns null otherwise */
export function readerScript(url: string, own: string): string | null {
  const folder = new URL('./', own).href;
  const absolute = new URL(url, own).href;
  return absolute.startsWith(folder) && READER.test(absolute.slice(folder.length)) ? absolute : null;
}
