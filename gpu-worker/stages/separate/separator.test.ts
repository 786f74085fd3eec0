import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presets } from '@my-pitch/shared/job';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noise, readAll, temporaryFolder, writeStereo } from '../../audio/audio-fixtures.ts';
import { decodeSong } from '../decode/decode-song.ts';
import { loadSeparator } from './load-separator.ts';
import type { SeparateOptions, Separator, StemName } from './separator.ts';
import { tinyShares } from './testing/tiny-model.ts';

const { signal } = new AbortController();
const log = pino({ level: 'silent' });
const modelSource = join(import.meta.dirname, 'testing/tiny-model/model.json');
const settings = { modelSource, log, threads: 1, executionProviders: ['cpu'] };
let separator: Separator;

beforeAll(async () => {
  separator = await loadSeparator(settings);
});
afterAll(() => separator.close());

async function separate(samples: Float32Array, options: Partial<SeparateOptions> = {}) {
  const folder = await temporaryFolder();
  const mixture = await writeStereo(join(folder, 'in.f32'), samples);
  const files = await separator.separate(mixture, folder, {
    ...{ preset: 'balanced', stems: 'two', signal },
    ...options,
  });
  const stems = new Map<string, Float32Array>();
  for (const [name, file] of Object.entries(files)) stems.set(name, await readAll(file));
  return { files, stem: (name: StemName) => stems.get(name)!, names: [...stems.keys()] };
}

const rms = (samples: Float32Array) =>
  Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
const less = (a: Float32Array, b: Float32Array, factor = 1) => a.map((x, i) => x - factor * b[i]!);

describe('a real session of ONNX Runtime with a network whose answer is known', () => {
  test.each(presets)('%s finds a quarter of the song to be voice', async (preset) => {
    const song = noise(2 * 30_000);
    const { stem } = await separate(song, { preset });
    const { waveform, spectrogram } = tinyShares.vocals;
    // Towards a segment's ends its spectrogram says less, and there it counts least.
    expect(rms(less(stem('vocals'), song, waveform + spectrogram))).toBeLessThan(0.01 * rms(song));
    const rest = less(song, stem('vocals'));
    expect(rms(less(stem('accompaniment'), rest))).toBeLessThan(1e-6);
  });

  test('four stems add up to the song, and drums are twice the bass', async () => {
    const song = noise(2 * 30_000);
    const { stem, names } = await separate(song, { stems: 'four' });
    expect(names.sort()).toEqual(['accompaniment', 'bass', 'drums', 'other', 'vocals']);
    const rest = less(less(less(song, stem('vocals')), stem('drums')), stem('bass'));
    expect(rms(less(rest, stem('other')))).toBeLessThan(1e-6);
    expect(rms(less(stem('drums'), stem('bass'), 2))).toBeLessThan(1e-6);
  });

  test('what the first song will ask for is the one network that is opened', async () => {
    const opened: string[] = [];
    const wanted = { preset: 'best', stems: 'four' } as const;
    const separator = await loadSeparator({
      ...settings,
      ...{ firstSong: wanted, onOpening: async (provider) => void opened.push(provider) },
    });
    const folder = await temporaryFolder();
    const mixture = await writeStereo(join(folder, 'in.f32'), noise(2 * 9000));
    await separator.separate(mixture, folder, { ...wanted, signal });
    expect(opened).toEqual(['cpu']);
    await separator.separate(mixture, folder, { ...wanted, stems: 'two', signal });
    expect(opened).toEqual(['cpu', 'cpu']);
    await separator.close();
  });

  test('the same song gives the same bytes', async () => {
    const song = noise(2 * 20_000);
    const bytes: Buffer[] = [];
    for (let i = 0; i < 2; i++) {
      bytes.push(readFileSync((await separate(song)).files.vocals.path));
    }
    expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
  });

  test('a cancelled song ends with the reason, and the next one works', async () => {
    const stop = new AbortController();
    const cancelled = separate(noise(2 * 60_000), {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('cancelled')),
    });
    await expect(cancelled).rejects.toThrow('cancelled');
    expect((await separate(noise(200))).files.vocals.frames).toBe(100);
  });
});

/** A file as ffmpeg makes it, decoded and separated; the expression `f` is its every channel. */
async function fromFile({
  f = '0',
  rate = 44100,
  channels = 2,
  seconds = 0.5,
  codec = 'pcm_f32le',
}) {
  const folder = await temporaryFolder();
  const path = join(folder, 'song.wav');
  const source = `aevalsrc='${new Array(channels).fill(f).join('|')}':s=${rate}:d=${seconds}`;
  execFileSync('ffmpeg', [...['-v', 'error', '-f', 'lavfi', '-i', source], '-c:a', codec, path]);
  const options = { maxDurationSeconds: 60, signal };
  const decoded = await decodeSong(path, join(folder, 'decoded.f32'), options);
  const song = await readAll(decoded);
  return { song, ...(await separate(song)) };
}

const share = tinyShares.vocals.waveform + tinyShares.vocals.spectrogram;

describe('input of every kind', () => {
  test('a single sample', async () => {
    const { song, stem } = await fromFile({ f: '0.5', seconds: 1 / 44100 });
    expect(song).toHaveLength(2);
    // One sample is all offset, which is part of no voice.
    expect([...stem('vocals'), ...stem('accompaniment')]).toEqual([0, 0, 0.5, 0.5]);
  });

  test('silence', async () => {
    const { stem } = await fromFile({});
    expect(rms(stem('vocals')) + rms(stem('accompaniment'))).toBe(0);
  });

  test('an offset stays out of the voice', async () => {
    const { stem } = await fromFile({ f: '0.25+0.1*sin(2*PI*441*t)' });
    const mean = (samples: Float32Array) => samples.reduce((a, b) => a + b) / samples.length;
    expect(mean(stem('vocals'))).toBeCloseTo(0, 3);
    expect(mean(stem('accompaniment'))).toBeCloseTo(0.25, 3);
  });

  test('mono is the same on both sides', async () => {
    const { stem } = await fromFile({ f: '0.1*sin(2*PI*441*t)', channels: 1 });
    const vocals = stem('vocals');
    const sides = vocals.filter((_, i) => i % 2 === 0).map((x, i) => x - vocals[2 * i + 1]!);
    expect(rms(sides)).toBe(0);
    expect(rms(vocals)).toBeGreaterThan(0.01);
  });

  test('8 kHz is brought to the model’s rate, its level kept', async () => {
    const { song, stem } = await fromFile({ f: '0.1*sin(2*PI*441*t)', rate: 8000 });
    expect(song.length).toBe(44100);
    expect(rms(stem('vocals').subarray(8000, 36_000))).toBeCloseTo((share * 0.1) / Math.SQRT2, 3);
  });

  test('samples beyond full scale are kept as they are', async () => {
    const { song, stem } = await fromFile({ f: '8*sin(2*PI*441*t)' });
    expect(song.reduce((a, b) => Math.max(a, b))).toBeCloseTo(8, 1);
    expect(rms(stem('accompaniment')) / rms(stem('vocals'))).toBeCloseTo(1 / share - 1, 1);
  });

  test('a clipped recording comes apart like any other', async () => {
    const clipped = { f: '4*sin(2*PI*441*t)', codec: 'pcm_s16le' };
    const { song, stem } = await fromFile(clipped);
    expect(song.reduce((a, b) => Math.max(a, b))).toBeCloseTo(1, 3);
    expect(rms(less(less(song, stem('vocals')), stem('accompaniment')))).toBeLessThan(1e-6);
  });

  test('NaN and infinity are silence, and spoil nothing around them', async () => {
    const broken = '0.1*sin(2*PI*441*t)+if(between(n,9000,9009),(1-2*mod(n,2))/0,0)';
    const { song, stem } = await fromFile({ f: broken });
    const seen = [...song, ...stem('vocals'), ...stem('accompaniment')];
    expect(seen.every(Number.isFinite)).toBe(true);
    expect(new Set(song.subarray(18_000, 18_020))).toEqual(new Set([0]));
    expect(rms(stem('vocals').subarray(0, 16_000))).toBeCloseTo((share * 0.1) / Math.SQRT2, 3);
  });
});
