import { expect, it } from 'vitest';
import { sungNote } from '../testing/melodies.ts';
import { playBand } from '../testing/synthetic-band.ts';
import { analyzeAccompaniment } from './analyze-accompaniment.ts';

const beats = Array.from({ length: 40 }, (_, i) => 0.5 + 0.6 * i);
const notes = beats.map((beat) => ({ ...sungNote(beat, beat + 0.5, 60), loudnessDb: -20 }));

it('hears beat and harmony of a band', async () => {
  const { accompaniment, harmony } = await analyzeAccompaniment(playBand(beats, 4), notes);
  expect(accompaniment?.beatSeconds.length).toBeGreaterThan(35);
  expect(harmony?.seconds).toBeGreaterThan(15);
});

it('takes what separation leaves of a voice alone for no band', async () => {
  const trace = playBand(beats, 4).map((sample) => sample / 100);
  expect(await analyzeAccompaniment(trace, notes)).toEqual({});
});
