/** What a random stream or a hash belongs to: the seed, then what it is for. */
type Key = readonly [number, number, number?, number?];

/** Mixes up to four integers into one unsigned 32-bit integer (murmur3 finaliser); equal inputs give equal outputs. */
export function hash32(...[a, b, c = 0, d = 0]: Key): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13) ^ c, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 16) ^ d, 0x165667b1);
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 code units, unsigned 32 bits; the assignment rule of the planted experiment. */
export function fnv1a(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** Small fast counter (sfc32): seeded, restartable at any key, equal on every machine. Not for secrets. */
export class Rng {
  private a = 0;
  private b = 0;
  private c = 0;
  private n = 1;

  constructor(...key: Key) {
    this.reseed(...key);
  }

  /** Starts the stream that belongs to a key. */
  reseed(...key: Key): this {
    const h = hash32(...key);
    this.a = h | 0;
    this.b = Math.imul(h ^ 0x2545f491, 0x9e3779b9);
    this.c = Math.imul(h ^ (key[1] | 0), 0x85ebca6b);
    this.n = 1;
    for (let i = 0; i < 6; i++) this.bits();
    return this;
  }

  /** 32 random bits, signed. */
  bits(): number {
    const t = (((this.a + this.b) | 0) + this.n) | 0;
    this.n = (this.n + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t;
  }

  /** Uniform in [0, 1). */
  unit(): number {
    return (this.bits() >>> 0) / 4294967296;
  }

  /** Uniform integer in [0, n). */
  below(n: number): number {
    return Math.floor(this.unit() * n);
  }

  /** Standard normal (Box-Muller, one of the pair). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(1 - this.unit());
  }

  /** Gamma with the given shape and scale 1 (Marsaglia and Tsang 2000; shapes under 1 by the power trick). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * Math.pow(1 - this.unit(), 1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - this.unit()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** Beta(a, b). */
  beta(a: number, b: number): number {
    const x = this.gamma(a);
    return x / (x + this.gamma(b));
  }

  /** Poisson count; exact up to a mean of 40, the rounded normal above it. */
  poisson(mean: number): number {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const limit = Math.exp(-mean);
    let k = 0;
    for (let p = this.unit(); p > limit; p *= this.unit()) k++;
    return k;
  }
}
