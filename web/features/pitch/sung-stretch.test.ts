import { describe, expect, it } from 'vitest';
import type { SungCurve } from './sung-curve.ts';
import { performanceOf, stretchAt, stretchWithin } from './sung-stretch.ts';

const hopSeconds = 0.01;

/** A curve of stretches in frames: silence where the pitch is `null`. */
function curveOf(...stretches: readonly (readonly [frames: number, pitch: number | null])[]) {
  const midi = Float32Array.from(
    stretches.flatMap(([frames, pitch]) =>
      Array.from({ length: frames }, (_, i) =>
        pitch === null ? Number.NaN : pitch + 0.3 * Math.sin(i / 3),
      ),
    ),
  );
  return { hopSeconds, midi } satisfies SungCurve;
}

const song = { startSeconds: 0, endSeconds: 10 };
/** Silence to 0.5 s, G4 to 1 s, A4 to 1.6 s, silence to 2 s. */
const curve = curveOf([50, null], [50, 67], [60, 69.2], [40, null]);

describe('a drawn note', () => {
  it('starts and ends where its pitch was sung', () => {
    const drawn = stretchWithin(curve, { startSeconds: 0.3, endSeconds: 1.0 }, 66.8);
    expect(drawn?.startSeconds).toBeCloseTo(0.5);
    expect(drawn?.endSeconds).toBeCloseTo(1);
    expect(drawn?.pitch).toBeCloseTo(67, 0);
  });

  it('reaches a little beyond the drawn range, to the end of the sung note', () => {
    const drawn = stretchWithin(curve, { startSeconds: 0.55, endSeconds: 0.9 }, 67);
    expect([drawn?.startSeconds, drawn?.endSeconds]).toEqual([0.5, 1]);
    const short = stretchWithin(curve, { startSeconds: 1.3, endSeconds: 1.35 }, 69);
    expect(short?.startSeconds).toBeCloseTo(1.18);
    expect(short?.endSeconds).toBeCloseTo(1.48);
  });

  it('is not found in silence or far from the sung pitch', () => {
    expect(stretchWithin(curve, { startSeconds: 0, endSeconds: 0.45 })).toBeUndefined();
    expect(stretchWithin(curve, { startSeconds: 0.6, endSeconds: 0.9 }, 72)).toBeUndefined();
  });
});

describe('the sung note at a tapped point', () => {
  it('reaches as far as its pitch was sung', () => {
    const stretch = stretchAt(curve, 1.3, 69, song);
    expect(stretch?.startSeconds).toBeCloseTo(1);
    expect(stretch?.endSeconds).toBeCloseTo(1.6);
    expect(Math.abs((stretch?.pitch ?? 0) - 69.2)).toBeLessThan(0.1);
  });

  it('stays within its limits', () => {
    const stretch = stretchAt(curve, 1.3, 69, { startSeconds: 1.2, endSeconds: 1.4 });
    expect(stretch?.startSeconds).toBeCloseTo(1.2);
    expect(stretch?.endSeconds).toBeCloseTo(1.41);
  });

  it('is not found in silence or far from the curve', () => {
    expect(stretchAt(curve, 0.2, 67, song)).toBeUndefined();
    expect(stretchAt(curve, 0.7, 60, song)).toBeUndefined();
  });
});

it('measures the performance in the singer’s tuning', () => {
  const stretch = { startSeconds: 1, endSeconds: 1.6, pitch: 69.2 };
  const performance = performanceOf(stretch, 69, -30);
  expect(performance.centreMidi).toBeCloseTo(68.9);
  expect(performance.deviationCents).toBeCloseTo(20);
});
