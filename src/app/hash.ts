/** Splits a location hash `#/orders?range=7d` into its page path and its parameters. */
export function parseHash(hash: string): { path: string; params: URLSearchParams } {
  const body = hash.replace(/^#/, '');
  const cut = body.indexOf('?');
  const path = cut < 0 ? body : body.slice(0, cut);
  return { path: normalPath(path), params: new URLSearchParams(cut < 0 ? '' : body.slice(cut + 1)) };
}

/** The hash of a page with its parameters; the inverse of `parseHash`. */
export function formatHash(path: string, params: URLSearchParams): string {
  const query = params.toString();
  return `#${normalPath(path)}${query ? `?${query}` : ''}`;
}

function normalPath(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return `/${trimmed}`;
}
