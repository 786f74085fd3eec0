import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Colours with a meaning, which must be told apart. `glow` is what sounds now. */
const meanings = ['glow', 'sharp', 'flat', 'loop', 'selected', 'muted', 'danger'] as const;
const backgrounds = ['paper', 'sheet'] as const;
/** CIE76; colours of two meanings differed by 0 when they were shared, neighbouring hues differ by 25. */
const minDifference = 25;
/** WCAG 2.2, 1.4.3. */
const minContrast = 4.5;

const css = readFileSync(join(import.meta.dirname, 'globals.css'), 'utf8');
const dark = css.slice(css.indexOf('@media (prefers-color-scheme: dark)'));
const schemes = { light: css, dark };

/** The value of a custom property, `#rrggbb`, where it is set first. */
function colourOf(scheme: keyof typeof schemes, name: string): readonly number[] {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(schemes[scheme])?.[1] ?? '';
  expect(hex, `--${name}`).toHaveLength(6);
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** CIE XYZ, relative to D65. */
function xyzOf(rgb: readonly number[]): readonly [number, number, number] {
  const [r = 0, g = 0, b = 0] = rgb.map((each) =>
    each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4,
  );
  const x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047;
  const z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883;
  return [x, 0.2126 * r + 0.7152 * g + 0.0722 * b, z];
}

function difference(one: readonly number[], other: readonly number[]): number {
  const labOf = (rgb: readonly number[]) => {
    const [x, y, z] = xyzOf(rgb).map((t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116));
    return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)];
  };
  const [a, b] = [labOf(one), labOf(other)];
  return Math.hypot(...a.map((value, index) => value - b[index]!));
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [low, high] = [xyzOf(one)[1], xyzOf(other)[1]].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

it.each(['light', 'dark'] as const)('%s: colours of two meanings are told apart', (scheme) => {
  const alike = meanings.flatMap((one, index) =>
    meanings
      .slice(index + 1)
      .filter((other) => difference(colourOf(scheme, one), colourOf(scheme, other)) < minDifference)
      .map((other) => `${one} and ${other}`),
  );
  expect(alike).toEqual([]);
});

it.each(['light', 'dark'] as const)(
  '%s: every colour can be read on every background',
  (scheme) => {
    const faint = meanings.flatMap((meaning) =>
      backgrounds
        .filter((each) => contrast(colourOf(scheme, meaning), colourOf(scheme, each)) < minContrast)
        .map((each) => `${meaning} on ${each}`),
    );
    expect(faint).toEqual([]);
    expect(contrast(colourOf(scheme, 'danger'), colourOf(scheme, 'danger-ink'))).toBeGreaterThan(
      4.5,
    );
  },
);
