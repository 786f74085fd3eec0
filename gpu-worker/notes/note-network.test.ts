import { describe, expect, it } from 'vitest';
import { featureCount } from './note-features.ts';
import { hearNotes } from './note-network.ts';

describe('hearNotes', () => {
  it('hears the same in windows as in one piece', async () => {
    const features = Float32Array.from({ length: 400 * featureCount }, (_, i) => Math.sin(i * i));
    const whole = await hearNotes(features);
    const windowed = await hearNotes(features, 97);
    for (const output of ['onset', 'offset', 'inside'] as const) {
      whole[output].forEach((value, frame) => {
        expect(Math.abs((windowed[output][frame] as number) - value)).toBeLessThan(1e-3);
      });
    }
  });

  it('gives nothing for nothing', async () => {
    expect((await hearNotes(new Float32Array(0))).onset).toHaveLength(0);
  });
});
