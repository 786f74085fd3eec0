import { describe, expect, it } from 'vitest';
import { melBands } from './mel-spectrogram.ts';
import { featureCount, noteFeatures, silentFrame } from './note-features.ts';

const frames = 200;
/** Log powers of all bands of all frames. */
const mel = (logAt: (frame: number, band: number) => number) =>
  Float32Array.from({ length: frames * melBands }, (_, i) =>
    logAt(Math.floor(i / melBands), i % melBands),
  );
const pitch = (midiAt: (frame: number) => number) =>
  Float32Array.from({ length: frames }, (_, frame) => midiAt(frame));
const flat = mel(() => -2);
const frameOf = (features: Float32Array, frame: number) =>
  Array.from(features.subarray(frame * featureCount, (frame + 1) * featureCount));

/** Voicing, pitch against its surroundings and change of pitch in a frame. */
const pitchFeatures = (midi: Float32Array, frame: number) =>
  frameOf(noteFeatures(flat, midi), frame).slice(melBands);

describe('noteFeatures, bands', () => {
  const steady = pitch(() => 60);

  it('are 1 at the loud level and fall by 1 in two decades, from −2 up to 2', () => {
    const logs = [-2, -3, -4, -9, -1, 3];
    const features = noteFeatures(
      mel((frame, band) => (frame === 0 ? (logs[band] ?? -2) : -2)),
      steady,
    );
    expect(frameOf(features, 0).slice(0, 6)).toEqual([1, 0.5, 0, -2, 1.5, 2]);
  });

  it('are relative to the level that one frame in ten exceeds in its strongest band', () => {
    const inLoudFrames = (loudFrames: number) => {
      const loud = mel((frame, band) => (frame < loudFrames && band === 7 ? 0 : -2));
      return frameOf(noteFeatures(loud, steady), frames - 1)[0];
    };
    expect(inLoudFrames(19)).toBe(1);
    expect(inLoudFrames(20)).toBe(0);
    expect(inLoudFrames(200)).toBe(0);
  });

  it('do not depend on the level of the recording', () => {
    const song = (level: number) => mel((frame, band) => level - ((frame * 7 + band * 3) % 11) / 4);
    expect(noteFeatures(song(-3), steady)).toEqual(noteFeatures(song(0), steady));
  });
});

describe('noteFeatures, pitch', () => {
  it('are 1, 0, 0 on a steady pitch and −1, 0, 0 without any', () => {
    expect(
      pitchFeatures(
        pitch(() => 60),
        50,
      ),
    ).toEqual([1, 0, 0]);
    expect(
      pitchFeatures(
        pitch(() => Number.NaN),
        50,
      ),
    ).toEqual([-1, 0, 0]);
  });

  it('hold the last pitch in unvoiced frames, and the first one before it', () => {
    const midi = pitch((frame) => (frame < 20 || (frame > 30 && frame < 40) ? Number.NaN : 60));
    expect(pitchFeatures(midi, 35)).toEqual([-1, 0, 0]);
    expect(pitchFeatures(midi, 0)).toEqual([-1, 0, 0]);
  });

  it('compare half of a pitch with the mean of the voiced frames within half a second', () => {
    // Of the 87 frames around frame 100, one differs by 2 semitones.
    const spike = (at: number) => pitch((frame) => (frame === at ? 62 : 60));
    expect(pitchFeatures(spike(100), 100)[1]).toBeCloseTo((2 - 2 / 87) / 2, 5);
    expect(pitchFeatures(spike(100), 57)[1]).toBeCloseTo(-1 / 87, 5);
    expect(pitchFeatures(spike(100), 143)[1]).toBeCloseTo(-1 / 87, 5);
    expect(pitchFeatures(spike(100), 56)[1]).toBe(0);
    expect(pitchFeatures(spike(100), 144)[1]).toBe(0);
    // At the edges there are fewer frames: 44 around the first.
    expect(pitchFeatures(spike(0), 0)[1]).toBeCloseTo((2 - 2 / 44) / 2, 5);
    expect(pitchFeatures(spike(frames - 1), frames - 1)[1]).toBeCloseTo((2 - 2 / 44) / 2, 5);
  });

  it('compare with voiced frames only', () => {
    const midi = pitch((frame) => (frame === 100 ? 62 : frame % 2 === 0 ? 60 : Number.NaN));
    // 43 even frames around frame 100, itself among them.
    expect(pitchFeatures(midi, 100)[1]).toBeCloseTo((2 - 2 / 43) / 2, 5);
  });

  it('give the change over five frames, which are 46 ms', () => {
    const rise = pitch((frame) => 60 + 0.1 * frame);
    expect(pitchFeatures(rise, 100)[2]).toBeCloseTo(0.4, 4);
    expect(pitchFeatures(rise, 0)[2]).toBeCloseTo(0.2, 4);
    expect(pitchFeatures(rise, frames - 1)[2]).toBeCloseTo(0.2, 4);
  });

  it('are limited to 3 either way', () => {
    const leap = (semitones: number) => pitch((frame) => (frame < 100 ? 60 : 60 + semitones));
    expect(pitchFeatures(leap(24), 100)).toEqual([1, 3, 3]);
    expect(pitchFeatures(leap(-24), 100)).toEqual([1, -3, -3]);
  });
});

describe('silentFrame', () => {
  it('is the features of silence in a recording', () => {
    const voice = mel((frame) => (frame < 100 ? -2 : -9));
    const features = noteFeatures(
      voice,
      pitch(() => Number.NaN),
    );
    expect(Array.from(silentFrame)).toEqual(frameOf(features, 150));
  });
});
