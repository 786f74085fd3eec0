import { describe, expect, it } from 'vitest';
import { featureCount, silentFrame } from './note-features.ts';
import { contextFrames, runNoteNetwork } from './note-network.ts';

const outputs = ['onset', 'offset', 'inside'] as const;
const anyFeatures = (frames: number) =>
  Float32Array.from({ length: frames * featureCount }, (_, i) => Math.sin(i * i));

describe('runNoteNetwork', () => {
  it('gives the same in windows as in one piece', async () => {
    const features = anyFeatures(400);
    const whole = await runNoteNetwork(features);
    const windowed = await runNoteNetwork(features, 97);
    for (const output of outputs) {
      whole[output].forEach((value, frame) => {
        expect(Math.abs((windowed[output][frame] as number) - value)).toBeLessThan(1e-3);
      });
    }
  });

  it('takes what lies outside of a recording for silence', async () => {
    const inner = anyFeatures(50);
    const padded = new Float32Array(inner.length + 2 * contextFrames * featureCount);
    for (let at = 0; at < padded.length; at += featureCount) padded.set(silentFrame, at);
    padded.set(inner, contextFrames * featureCount);
    const alone = await runNoteNetwork(inner);
    const between = await runNoteNetwork(padded);
    for (const output of outputs) {
      alone[output].forEach((value, frame) => {
        expect(Math.abs((between[output][contextFrames + frame] as number) - value)).toBeLessThan(
          1e-3,
        );
      });
    }
  });

  it('finds no note in silence', async () => {
    const silence = new Float32Array(100 * featureCount);
    for (let at = 0; at < silence.length; at += featureCount) silence.set(silentFrame, at);
    const { onset, offset, inside } = await runNoteNetwork(silence);
    for (const logOdds of [onset, offset, inside]) expect(Math.max(...logOdds)).toBeLessThan(-3);
  });

  it('gives no frames for none', async () => {
    expect((await runNoteNetwork(new Float32Array(0))).onset).toHaveLength(0);
  });
});
