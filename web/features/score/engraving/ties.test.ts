import { expect, it } from 'vitest';
import { tieHeight, tiePath } from './ties.ts';

/** The corners and control points of a path. */
function pointsOf(path: string): readonly (readonly [x: number, y: number])[] {
  const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? 0]] : []));
}

it('short ties are not steep, and long ones not high', () => {
  const lengths = [14, 20, 40, 80, 160, 600];
  const steepness = lengths.map((length) => tieHeight(length) / (length / 2));
  expect(Math.max(...steepness)).toBeLessThan(0.5);
  expect(steepness).toEqual([...steepness].sort((a, b) => b - a));
  expect(Math.max(...lengths.map(tieHeight))).toBeLessThan(12);
});

it.each([
  ['below', 1],
  ['above', -1],
] as const)('a tie %s the notes curves away from them, clockwise', (_, side) => {
  const points = pointsOf(tiePath({ left: 10, right: 50, y: 100, side }));
  expect(Math.min(...points.map(([x]) => x))).toBe(10);
  expect(Math.max(...points.map(([x]) => x))).toBe(50);
  const away = points.map(([, y]) => (y - 100) * side);
  expect(Math.min(...away)).toBeGreaterThan(-1);
  expect(Math.max(...away)).toBeGreaterThan(5);
  const area = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  expect(area).toBeGreaterThan(0);
});
