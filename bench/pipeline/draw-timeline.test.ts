import { expect, it } from 'vitest';
import { drawTimeline } from './draw-timeline.ts';

const barsOf = (svg: string) =>
  [...svg.matchAll(/<rect x="([\d.]+)" y="(\d+)" width="([\d.]+)"/g)].map(([, x, y, width]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
  }));

it('draws spans to scale, a row per lane', () => {
  const svg = drawTimeline('a & b', [
    { lane: 'decode', startSeconds: 0, endSeconds: 10 },
    { lane: 'encode', startSeconds: 5, endSeconds: 20 },
    { lane: 'decode', startSeconds: 15, endSeconds: 20 },
  ]);
  const [first, again, other] = barsOf(svg);
  expect(first!.y).toBe(again!.y);
  expect(other!.y).toBeGreaterThan(first!.y);
  expect(first!.width).toBeCloseTo(2 * again!.width, 0);
  expect(other!.width).toBeCloseTo(3 * again!.width, 0);
  expect(other!.x + other!.width).toBeCloseTo(again!.x + again!.width, 0);
  expect(svg).toContain('<title>a &amp; b</title>');
});

it('shows a span that is too short for a pixel', () => {
  const svg = drawTimeline('', [
    { lane: 'long', startSeconds: 0, endSeconds: 1000 },
    { lane: 'short', startSeconds: 1, endSeconds: 1.001 },
  ]);
  expect(barsOf(svg)[1]!.width).toBe(1);
});
