import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Triple = [number, number, number];
const NONE: Triple = [0, 0, 0];

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');

/** The two values of a token: light, dark. */
function tokenColours(name: string): { light: string; dark: string } {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  return { light: found?.[1] ?? '', dark: found?.[2] ?? '' };
}

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function apply(matrix: readonly Triple[], [r, g, b]: Triple): Triple {
  const row = ([x, y, z]: Triple) => Math.min(1, Math.max(0, x * r + y * g + z * b));
  const [first = NONE, second = NONE, third = NONE] = matrix;
  return [row(first), row(second), row(third)];
}

/** Full loss of one kind of cone, for linear RGB. Machado, Oliveira, Fernandes 2009, table 1, severity 1.0. */
const SIGHTS: Readonly<Record<string, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE 1976 L*a*b* under D65. */
function lab([r, g, b]: Triple): Triple {
  const f = (t: number) => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [hi = 0, lo = 0] = [luminance(linear(a)), luminance(linear(b))].toSorted((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
};

const SERIES = Array.from({ length: 8 }, (_, at) => tokenColours(`series-${at + 1}`));
const THEMES = ['light', 'dark'] as const;

/** The two colours that are nearest to each other, and how far apart they are (ΔE 1976). */
function nearest(colours: readonly string[], sight: string): { pair: string; apart: number } {
  const seen = colours.map((colour) => lab(apply(SIGHTS[sight] ?? [], linear(colour))));
  const pairs = seen.flatMap((one, at) =>
    seen.slice(at + 1).map((other, step) => ({ pair: `${at + 1}/${at + step + 2}`, apart: distance(one, other) })),
  );
  return pairs.toSorted((a, b) => a.apart - b.apart)[0] ?? { pair: '', apart: 0 };
}

describe('measuring', () => {
  it('knows black from white, and that red and green meet for the colour-blind', () => {
    expect(distance(lab(linear('#ffffff')), lab(linear('#000000')))).toBeCloseTo(100, 3);
    const apart = (sight: string) => nearest(['#7f7f00', '#b45a00'], sight).apart;
    expect(apart('protanopia')).toBeLessThan(apart('normal') / 2);
  });
});

describe.each(THEMES)('eight categories, %s', (theme) => {
  const colours = SERIES.map((colour) => colour[theme]);

  it.each(Object.keys(SIGHTS))('are told apart with %s', (sight) => {
    expect(nearest(colours, sight).apart, nearest(colours, sight).pair).toBeGreaterThan(12);
  });

  it('stand out from the card', () => {
    for (const colour of colours) expect(contrast(colour, tokenColours('card')[theme])).toBeGreaterThanOrEqual(3);
  });

  it('keep gain and loss apart by lightness or hue, and readable', () => {
    const [red, green] = [tokenColours('red')[theme], tokenColours('green')[theme]];
    for (const sight of Object.keys(SIGHTS)) expect(nearest([red, green], sight).apart).toBeGreaterThan(10);
    for (const colour of [red, green])
      expect(contrast(colour, tokenColours('card')[theme])).toBeGreaterThanOrEqual(4.5);
  });
});

it('swaps gain and loss in one place', () => {
  expect(css).toMatch(/:root\s*\{[^}]*--up: var\(--red\);\s*--down: var\(--green\);/);
  expect(css).toMatch(/\[data-gain='green'\]\s*\{\s*--up: var\(--green\);\s*--down: var\(--red\);/);
});
