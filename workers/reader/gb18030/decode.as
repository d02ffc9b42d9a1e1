// AssemblyScript, compiled by scripts/build-gb18030.ts into decode-wasm.ts.
// Memory: 0 consumed bytes of the last call · 1024 pair table · 49408 four-byte table · from 131072 input and output.
// Tables are u16 code points filled from the platform's TextDecoder; 0 means unmapped.

const PAIRS: usize = 1024;
const FOURS: usize = 49408;

@inline
function putThree(o: usize, cp: u32): usize {
  if (cp < 0x80) {
    store<u8>(o, cp);
    return o + 1;
  }
  if (cp < 0x800) {
    store<u8>(o, 0xc0 | (cp >> 6));
    store<u8>(o + 1, 0x80 | (cp & 63));
    return o + 2;
  }
  store<u8>(o, 0xe0 | (cp >> 12));
  store<u8>(o + 1, 0x80 | ((cp >> 6) & 63));
  store<u8>(o + 2, 0x80 | (cp & 63));
  return o + 3;
}

@inline
function putFour(o: usize, cp: u32): usize {
  store<u8>(o, 0xf0 | (cp >> 18));
  store<u8>(o + 1, 0x80 | ((cp >> 12) & 63));
  store<u8>(o + 2, 0x80 | ((cp >> 6) & 63));
  store<u8>(o + 3, 0x80 | (cp & 63));
  return o + 4;
}

/** GB18030 → UTF-8. Stops at a bad or cut character; bytes consumed stand at address 0, bytes written are returned. */
export function gb18030(src: usize, n: usize, out: usize): usize {
  let i: usize = 0;
  let o: usize = out;
  while (i < n) {
    // Sixteen bytes are always written; only the ASCII ones before the first high byte count.
    while (i + 16 <= n) {
      const v = v128.load(src + i);
      v128.store(o, v);
      const mask = i8x16.bitmask(v);
      if (mask != 0) {
        const run = <usize>ctz(mask);
        i += run;
        o += run;
        break;
      }
      i += 16;
      o += 16;
    }
    if (i >= n) break;
    let b = <u32>load<u8>(src + i);
    if (b < 0x80) {
      store<u8>(o++, b);
      i++;
      continue;
    }
    while (b >= 0x81 && b <= 0xfe && i + 1 < n) {
      const t = <u32>load<u8>(src + i + 1);
      if (t >= 0x40) {
        const cp = <u32>load<u16>(PAIRS + (<usize>(b - 0x81) * 192 + (t - 0x40)) * 2);
        if (cp == 0) {
          store<u32>(0, <u32>i);
          return o - out;
        }
        o = putThree(o, cp);
        i += 2;
      } else {
        if (t < 0x30 || t > 0x39 || i + 3 >= n) {
          store<u32>(0, <u32>i);
          return o - out;
        }
        const c = <u32>load<u8>(src + i + 2);
        const d = <u32>load<u8>(src + i + 3);
        if (c < 0x81 || c > 0xfe || d < 0x30 || d > 0x39) {
          store<u32>(0, <u32>i);
          return o - out;
        }
        const at = (((b - 0x81) * 10 + (t - 0x30)) * 126 + (c - 0x81)) * 10 + (d - 0x30);
        if (at >= 189000 && at <= 1237575) {
          o = putFour(o, 0x10000 + at - 189000);
        } else {
          const cp = at < 39420 ? <u32>load<u16>(FOURS + <usize>at * 2) : 0;
          if (cp == 0) {
            store<u32>(0, <u32>i);
            return o - out;
          }
          o = putThree(o, cp);
        }
        i += 4;
      }
      if (i >= n) break;
      b = <u32>load<u8>(src + i);
    }
    if (i < n && b >= 0x80) {
      store<u32>(0, <u32>i);
      return o - out;
    }
  }
  store<u32>(0, <u32>i);
  return o - out;
}

/** Offset of the first byte that does not start a whole, valid UTF-8 character; n when all are valid. */
export function utf8(src: usize, n: usize): usize {
  let i: usize = 0;
  while (i < n) {
    while (i + 16 <= n) {
      const mask = i8x16.bitmask(v128.load(src + i));
      if (mask != 0) {
        i += <usize>ctz(mask);
        break;
      }
      i += 16;
    }
    if (i >= n) break;
    let b = <u32>load<u8>(src + i);
    if (b < 0x80) {
      i++;
      continue;
    }
    while (b >= 0xe0 && b < 0xf0) {
      if (i + 3 > n) return i;
      const t = <u32>load<u16>(src + i + 1);
      if ((t & 0xc0c0) != 0x8080) return i;
      if (b == 0xe0 && (t & 0xff) < 0xa0) return i;
      if (b == 0xed && (t & 0xff) > 0x9f) return i;
      i += 3;
      if (i >= n) return i;
      b = <u32>load<u8>(src + i);
    }
    if (b < 0x80) continue;
    if (b >= 0xc2 && b < 0xe0) {
      if (i + 2 > n || (load<u8>(src + i + 1) & 0xc0) != 0x80) return i;
      i += 2;
    } else if (b >= 0xf0 && b < 0xf5) {
      if (i + 4 > n) return i;
      const t = <u32>load<u8>(src + i + 1);
      if ((t & 0xc0) != 0x80 || (load<u16>(src + i + 2) & 0xc0c0) != 0x8080) return i;
      if ((b == 0xf0 && t < 0x90) || (b == 0xf4 && t > 0x8f)) return i;
      i += 4;
    } else {
      return i;
    }
  }
  return n;
}
