// Memory: what the module itself declares, then whatever is taken from here, never given back; growing moves nothing.

const PAGE: usize = 65536;

let top: usize = __heap_base;

/** Sees to it that memory reaches `end`, with some more so that this is rare. */
export function reach(end: usize): void {
  const size = <usize>memory.size() * PAGE;
  if (end <= size) return;
  const missing = (end - size + PAGE - 1) / PAGE;
  if (memory.grow(<i32>(missing + 64)) < 0 && memory.grow(<i32>missing) < 0) unreachable();
}

/** Some bytes of zeros, at a multiple of eight. */
export function take(length: usize): usize {
  const at = (top + 7) & ~7;
  top = at + length;
  reach(top);
  return at;
}

/** Where memory that nobody took begins; only one may write there. */
export function free(): usize {
  return (top + 7) & ~7;
}
