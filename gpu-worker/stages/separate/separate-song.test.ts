import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { presets } from '@my-pitch/shared/job';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  noise,
  readAll,
  temporaryFolder,
  writeStereo,
} from '../../audio/testing/audio-fixtures.ts';
import { type SegmentModel, separateSong } from './separate-song.ts';
import type { SeparateOptions } from './separator.ts';

const shares: Readonly<Record<string, number>> = {
  drums: 0.125,
  bass: 0.0625,
  other: 0.5,
  voice: 0.25,
};

/** Returns a quarter of the mixture as the voice. Its segments have 40 frames; `balanced` has a stride of 30. */
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

/** The quarter model, which records its inputs and batch sizes. */
function recordingModel(onRun = () => {}, batch = 1) {
  const inputs: Float32Array[] = [];
  const batches: number[] = [];
  const model: SegmentModel = {
    ...quarterModel,
    batch,
    run: (mixtures, sources) => {
      inputs.push(...mixtures.map((mixture) => mixture.slice()));
      batches.push(mixtures.length);
      onRun();
      return quarterModel.run(mixtures, sources);
    },
  };
  return { inputs, batches, model };
}

const maxDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((max, x, i) => Math.max(max, Math.abs(x - b[i]!)), 0);

const edges = fc.constantFrom(1, 2, 29, 30, 31, 39, 40, 41, 59, 60, 61, 69, 70, 71, 120);
const lengths = fc.oneof(edges, fc.integer({ min: 1, max: 500 }));

it('scales a song by a model that scales segments, at any length and preset', async () => {
  await fc.assert(
    fc.asyncProperty(lengths, fc.constantFrom(...presets), async (frames, preset) => {
      const samples = noise(2 * frames, frames);
      const offset = samples.reduce((sum, x) => sum + x, 0) / samples.length;
      const { vocals, accompaniment, stems } = await separate(samples, quarterModel, { preset });
      expect([stems.vocals.frames, stems.accompaniment.frames]).toEqual([frames, frames]);
      const quarter = samples.map((x) => (x - offset) / 4);
      expect(maxDifference(vocals, quarter)).toBeLessThan(1e-6);
      const sum = vocals.map((x, i) => x + accompaniment[i]!);
      expect(maxDifference(sum, samples)).toBeLessThan(1e-6);
    }),
    { numRuns: 100 },
  );
});

it('makes four stems that add up to the song: voice, drums, bass and the remainder', async () => {
  const samples = noise(300);
  const { stems, vocals, accompaniment } = await separate(samples, quarterModel, { stems: 'four' });
  const drums = await readAll(stems.drums!);
  const bass = await readAll(stems.bass!);
  const other = await readAll(stems.other!);
  const withoutVoice = drums.map((x, i) => x + bass[i]! + other[i]!);
  expect(maxDifference(withoutVoice, accompaniment)).toBeLessThan(1e-6);
  expect(
    maxDifference(
      drums,
      vocals.map((x) => x / 2),
    ),
  ).toBeLessThan(1e-6);
  expect(
    maxDifference(
      bass,
      vocals.map((x) => x / 4),
    ),
  ).toBeLessThan(1e-6);
});

it('makes two stems when the model has neither drums nor bass', async () => {
  const model = { ...quarterModel, sources: ['voice', 'other'] };
  const { stems } = await separate(noise(100), model, { stems: 'four' });
  expect(Object.keys(stems)).toEqual(['vocals', 'accompaniment']);
});

it('normalises the model’s input and restores the level of its output', async () => {
  const { inputs, model } = recordingModel();
  // Left and right alike, so that the mono mix is the signal: mean 0.3, deviation 0.1.
  const samples = Float32Array.from({ length: 80 }, (_, i) => 0.3 + (i % 4 < 2 ? 0.1 : -0.1));
  const { vocals, accompaniment } = await separate(samples, model);
  const scale = 0.1 * Math.sqrt(40 / 39);
  expect(inputs[0]![0]).toBeCloseTo(0.1 / scale, 5);
  // The mean stays in the accompaniment.
  expect(vocals[0]).toBeCloseTo(0.1 / 4, 6);
  expect(accompaniment[0]).toBeCloseTo(0.3 + (0.1 * 3) / 4, 6);
});

it('does not run the model for silence', async () => {
  const { inputs, model } = recordingModel();
  const { vocals, accompaniment } = await separate(new Float32Array(202), model);
  expect(new Set([...vocals, ...accompaniment])).toEqual(new Set([0]));
  expect(inputs).toHaveLength(0);
});

it.each([
  ['balanced', 1e-5, 1],
  ['balanced', 1e-2, 0],
  ['best', 1e-5, 0],
  ['best', 0, 1],
] as const)(
  '%s leaves out a pause with a peak of %f, but nothing louder',
  async (preset, peak, leftOut) => {
    // A song with an offset, whose mean is not 0, and a pause of twice a segment.
    const sound = noise(2 * 240).map((x) => x + 0.1);
    const pause = noise(2 * 240).map((x) => peak * x);
    const samples = sound.map((x, i) => (i >= 160 && i < 320 ? pause[i]! : x));
    const { inputs, model } = recordingModel();
    const { vocals, accompaniment } = await separate(samples, model, { preset });
    const everything = recordingModel();
    await separate(sound, everything.model, { preset });
    const saved = everything.inputs.length - inputs.length;
    expect(saved > 0).toBe(leftOut === 1);
    expect(vocals.every((x, i) => Math.abs(x + accompaniment[i]! - samples[i]!) < 1e-6)).toBe(true);
    if (leftOut === 1) expect(accompaniment.slice(220, 260)).toEqual(samples.slice(220, 260));
  },
);

it('puts a constant into the accompaniment', async () => {
  const { vocals, accompaniment } = await separate(new Float32Array(202).fill(0.5));
  expect(new Set(vocals)).toEqual(new Set([0]));
  expect(new Set(accompaniment)).toEqual(new Set([0.5]));
});

it('gives the last segment the song to its left and silence to its right', async () => {
  const { inputs, model } = recordingModel();
  const frames = 50;
  const samples = noise(2 * frames);
  await separate(samples, model);
  const left = inputs[1]!.subarray(0, 40);
  // Its 20 frames from 30 on are centred in the 40: the model sees frames 20 to 49 and 10 of silence.
  expect([...left.subarray(30)]).toEqual(new Array(10).fill(0));
  const inputDifference = (i: number) => left[i]! - left[i + 1]!;
  const songDifference = (i: number) => samples[2 * (20 + i)]! - samples[2 * (21 + i)]!;
  expect(inputDifference(3) / inputDifference(15)).toBeCloseTo(
    songDifference(3) / songDifference(15),
    3,
  );
});

it('gives the same result for several segments per call', async () => {
  // Eight segments. Left and right cancel, so the mean is 0 and the silence in the middle stays silent.
  const left = noise(230).fill(0, 55, 105);
  const samples = Float32Array.from({ length: 460 }, (_, i) => (i % 2 ? -1 : 1) * left[i >> 1]!);
  const { batches, model } = recordingModel(undefined, 5);
  const fractions: number[] = [];
  const together = await separate(samples, model, { onProgress: (x) => fractions.push(x) });
  const alone = await separate(samples);
  // The silent segment is not computed.
  expect(batches).toEqual([4, 3]);
  expect(fractions).toEqual([0.625, 1]);
  expect([together.vocals, together.accompaniment]).toEqual([alone.vocals, alone.accompaniment]);
});

it('reports progress after each segment', async () => {
  const fractions: number[] = [];
  await separate(noise(200), quarterModel, { onProgress: (x) => fractions.push(x) });
  expect(fractions).toEqual([0.25, 0.5, 0.75, 1]);
});

it('stops before the next segment when aborted', async () => {
  const abort = new AbortController();
  const { inputs, model } = recordingModel(() => abort.abort(new Error('cancelled')));
  await expect(separate(noise(400), model, { signal: abort.signal })).rejects.toThrow('cancelled');
  expect(inputs).toHaveLength(1);
});

it('writes the same bytes in every attempt', async () => {
  const samples = noise(300);
  const [first, second] = [await separate(samples), await separate(samples)];
  expect(readFileSync(first.stems.vocals.path).equals(readFileSync(second.stems.vocals.path))).toBe(
    true,
  );
});

it('refuses another sample rate or number of channels than the model’s', async () => {
  await expect(separate(noise(20), { ...quarterModel, sampleRateHz: 8000 })).rejects.toThrow(
    RangeError,
  );
  await expect(separate(noise(20), { ...quarterModel, channels: 1 })).rejects.toThrow(
    'needs 1 channels at 44100 Hz',
  );
});

/** Files below a folder that this process has open. */
function openFilesIn(folder: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${descriptor}`);
      return path.startsWith(folder) ? [path] : [];
    } catch {
      return [];
    }
  });
}

it.skipIf(!existsSync('/proc/self/fd'))(
  'closes every file, also when the model fails',
  async () => {
    const folder = await temporaryFolder();
    const mixture = await writeStereo(`${folder}/in.f32`, noise(300));
    const options = { ...defaults, stems: 'four' } as const;
    await separateSong(quarterModel, mixture, folder, options);
    expect(openFilesIn(folder)).toEqual([]);
    const failing = { ...quarterModel, run: () => Promise.reject(new Error('device lost')) };
    await expect(separateSong(failing, mixture, folder, options)).rejects.toThrow('device lost');
    expect(openFilesIn(folder)).toEqual([]);
  },
);
