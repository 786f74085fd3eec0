import { describe, expect, it } from 'vitest';
import { htdemucs } from './model/model-manifest.ts';
import { segmentsFor, variantFor } from './presets.ts';

describe('segmentsFor', () => {
  // A segment of HTDemucs has 7.8 s: these are the network runs in docs/separation.md.
  it.each([
    ['fast', 180, 25],
    ['balanced', 180, 31],
    ['best', 180, 90],
    ['fast', 30, 4],
    ['balanced', 30, 6],
    ['best', 30, 13],
    ['fast', 8.5, 2],
    ['balanced', 8.5, 2],
    ['best', 8.5, 2],
  ] as const)('%s covers a song of %d s with %i segments', (preset, songSeconds, count) => {
    const segments = segmentsFor(preset, 44100 * songSeconds, htdemucs.segmentFrames);
    expect(segments).toHaveLength(count);
  });

  it('ends the last segment at the end of the song, except with demucs’ plan', () => {
    const lastOf = (preset: 'fast' | 'balanced' | 'best') => segmentsFor(preset, 100, 40).at(-1);
    expect(lastOf('fast')).toEqual({ offset: 60, length: 40, readFrom: 60 });
    expect(lastOf('balanced')).toEqual({ offset: 90, length: 10, readFrom: 75 });
    expect(lastOf('best')).toEqual({ offset: 60, length: 40, readFrom: 60 });
  });
});

describe('variantFor', () => {
  it.each([
    ['fast', 'int8'],
    ['balanced', 'float32'],
    ['best', 'float32'],
  ] as const)('%s computes in %s where 8 bits are fastest', (preset, precision) => {
    expect(variantFor({ preset, stems: 'two' }, 'int8').precision).toBe(precision);
  });

  it('needs only the voice for two stems', () => {
    expect(variantFor({ preset: 'balanced', stems: 'two' }).voiceOnly).toBe(true);
    expect(variantFor({ preset: 'balanced', stems: 'four' }).voiceOnly).toBe(false);
  });
});
