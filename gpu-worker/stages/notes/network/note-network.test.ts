import { describe, expect, it } from 'vitest';
import { featureCount } from './note-features.ts';
import { runNoteNetwork } from './note-network.ts';

describe('runNoteNetwork', () => {
  it('hears the same in windows as in one piece', async () => {
    const features = Float32Array.from({ length: 400 * featureCount }, (_, i) => Math.sin(i * i));
    const whole = await runNoteNetwork(features);
    const windowed = await runNoteNetwork(features, 97);
    for (const output of ['onset', 'offset', 'inside'] as const) {
      whole[output].forEach((value, frame) => {
        expect(Math.abs((windowed[output][frame] as number) - value)).toBeLessThan(1e-3);
      });
    }
  });

  it('gives nothing for nothing', async () => {
    expect((await runNoteNetwork(new Float32Array(0))).onset).toHaveLength(0);
  });
});
