import { readFileSync } from 'node:fs';
import { presets } from '@my-pitch/shared/job';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noise, readAll, temporaryFolder, writeStereo } from '../../audio/audio-fixtures.ts';
import { type SegmentModel, separateSong } from './separate-song.ts';
import type { SeparateOptions } from './separator.ts';

const shares: Readonly<Record<string, number>> = {
  drums: 0.125,
  bass: 0.0625,
  other: 0.5,
  voice: 0.25,
};

/** Says that a quarter of everything is voice. Its segments are 40 frames, one every 30. */
const quarterModel: SegmentModel = {
  sampleRateHz: 44100,
  channels: 2,
  segmentFrames: 40,
  sources: Object.keys(shares),
  voice: 'voice',
  batch: 1,
  run: async (mixtures, sources) =>
    mixtures.map((mixture) => sources.map((name) => mixture.map((x) => x * shares[name]!))),
};

const { signal } = new AbortController();
const defaults = { preset: 'balanced', stems: 'two', signal } as const;

async function separate(
  samples: Float32Array,
  model = quarterModel,
  options: Partial<SeparateOptions> = {},
) {
  const folder = await temporaryFolder();
  const mixture = await writeStereo(`${folder}/in.f32`, samples);
  const stems = await separateSong(model, mixture, folder, { ...defaults, ...options });
  return {
    stems,
    vocals: await readAll(stems.vocals),
    accompaniment: await readAll(stems.accompaniment),
  };
}

/** The quarter model, and what it was given, how many segments at a time. */
function listening(onRun = () => {}, batch = 1) {
  const heard: Float32Array[] = [];
  const batches: number[] = [];
  const model: SegmentModel = {
    ...quarterModel,
    batch,
    run: (mixtures, sources) => {
      heard.push(...mixtures.map((mixture) => mixture.slice()));
      batches.push(mixtures.length);
      onRun();
      return quarterModel.run(mixtures, sources);
    },
  };
  return { heard, batches, model };
}

const worstDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - b[i]!)), 0);

const edges = fc.constantFrom(1, 2, 29, 30, 31, 39, 40, 41, 59, 60, 61, 69, 70, 71, 120);
const lengths = fc.oneof(edges, fc.integer({ min: 1, max: 500 }));

test('a model that scales everything scales everything, at any length and preset', async () => {
  await fc.assert(
    fc.asyncProperty(lengths, fc.constantFrom(...presets), async (frames, preset) => {
      const samples = noise(2 * frames, frames);
      const offset = samples.reduce((sum, x) => sum + x, 0) / samples.length;
      const { vocals, accompaniment, stems } = await separate(samples, quarterModel, { preset });
      expect([stems.vocals.frames, stems.accompaniment.frames]).toEqual([frames, frames]);
      const quarter = samples.map((x) => (x - offset) / 4);
      expect(worstDifference(vocals, quarter)).toBeLessThan(1e-6);
      const sum = vocals.map((x, i) => x + accompaniment[i]!);
      expect(worstDifference(sum, samples)).toBeLessThan(1e-6);
    }),
    { numRuns: 100 },
  );
});

test('four stems are the voice, drums, bass and all the rest, and add up to the song', async () => {
  const samples = noise(300);
  const { stems, vocals, accompaniment } = await separate(samples, quarterModel, { stems: 'four' });
  const drums = await readAll(stems.drums!);
  const bass = await readAll(stems.bass!);
  const other = await readAll(stems.other!);
  const withoutVoice = drums.map((x, i) => x + bass[i]! + other[i]!);
  expect(worstDifference(withoutVoice, accompaniment)).toBeLessThan(1e-6);
  expect(
    worstDifference(
      drums,
      vocals.map((x) => x / 2),
    ),
  ).toBeLessThan(1e-6);
  expect(
    worstDifference(
      bass,
      vocals.map((x) => x / 4),
    ),
  ).toBeLessThan(1e-6);
});

test('a model without drums and bass gives two stems, whatever is asked', async () => {
  const model = { ...quarterModel, sources: ['voice', 'rest'] };
  const { stems } = await separate(noise(100), model, { stems: 'four' });
  expect(Object.keys(stems)).toEqual(['vocals', 'accompaniment']);
});

test('the model sees the song normalised, and its answer comes back at the song’s level', async () => {
  const { heard, model } = listening();
  // Left and right alike, so that the mono mix is the signal: mean 0.3, deviation 0.1.
  const samples = Float32Array.from({ length: 80 }, (_, i) => 0.3 + (i % 4 < 2 ? 0.1 : -0.1));
  const { vocals, accompaniment } = await separate(samples, model);
  const scale = 0.1 * Math.sqrt(40 / 39);
  expect(heard[0]![0]).toBeCloseTo(0.1 / scale, 5);
  // The offset belongs to no voice.
  expect(vocals[0]).toBeCloseTo(0.1 / 4, 6);
  expect(accompaniment[0]).toBeCloseTo(0.3 + (0.1 * 3) / 4, 6);
});

test('silence stays silence, and costs nothing', async () => {
  const { heard, model } = listening();
  const { vocals, accompaniment } = await separate(new Float32Array(202), model);
  expect(new Set([...vocals, ...accompaniment])).toEqual(new Set([0]));
  expect(heard).toHaveLength(0);
});

test('a constant is no voice', async () => {
  const { vocals, accompaniment } = await separate(new Float32Array(202).fill(0.5));
  expect(new Set(vocals)).toEqual(new Set([0]));
  expect(new Set(accompaniment)).toEqual(new Set([0.5]));
});

test('a last segment has the song to its left and silence to its right', async () => {
  const { heard, model } = listening();
  const frames = 50;
  const samples = noise(2 * frames);
  await separate(samples, model);
  const left = heard[1]!.subarray(0, 40);
  // Its own 20 frames begin at 30 and lie in the middle of the 40: from frame 20 to the end and 10 beyond.
  expect([...left.subarray(30)]).toEqual(new Array(10).fill(0));
  const scaleOf = (i: number) => left[i]! - left[i + 1]!;
  const songOf = (i: number) => samples[2 * (20 + i)]! - samples[2 * (21 + i)]!;
  expect(scaleOf(3) / scaleOf(15)).toBeCloseTo(songOf(3) / songOf(15), 3);
});

test('several segments at a time give the same', async () => {
  // Eight segments. Left and right cancel out, so that silence in the middle has no offset.
  const left = noise(230).fill(0, 55, 105);
  const samples = Float32Array.from({ length: 460 }, (_, i) => (i % 2 ? -1 : 1) * left[i >> 1]!);
  const { batches, model } = listening(undefined, 5);
  const seen: number[] = [];
  const together = await separate(samples, model, { onProgress: (x) => seen.push(x) });
  const alone = await separate(samples);
  // The silent one is not among them.
  expect(batches).toEqual([4, 3]);
  expect(seen).toEqual([0.625, 1]);
  expect([together.vocals, together.accompaniment]).toEqual([alone.vocals, alone.accompaniment]);
});

test('progress comes after each segment', async () => {
  const seen: number[] = [];
  await separate(noise(200), quarterModel, { onProgress: (x) => seen.push(x) });
  expect(seen).toEqual([0.25, 0.5, 0.75, 1]);
});

test('an abort stops before the next segment', async () => {
  const abort = new AbortController();
  const { heard, model } = listening(() => abort.abort(new Error('cancelled')));
  await expect(separate(noise(400), model, { signal: abort.signal })).rejects.toThrow('cancelled');
  expect(heard).toHaveLength(1);
});

test('a repetition overwrites what an earlier attempt left, byte for byte the same', async () => {
  const samples = noise(300);
  const [first, second] = [await separate(samples), await separate(samples)];
  expect(readFileSync(first.stems.vocals.path).equals(readFileSync(second.stems.vocals.path))).toBe(
    true,
  );
});

test('another sample rate than the model’s is refused', async () => {
  await expect(separate(noise(20), { ...quarterModel, sampleRateHz: 8000 })).rejects.toThrow(
    RangeError,
  );
});
