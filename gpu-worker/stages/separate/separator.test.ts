import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presets } from '@my-pitch/shared/job';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  noise,
  readAll,
  temporaryFolder,
  writeStereo,
} from '../../audio/testing/audio-fixtures.ts';
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
const subtracted = (a: Float32Array, b: Float32Array, factor = 1) =>
  a.map((x, i) => x - factor * b[i]!);

describe('a tiny network in ONNX Runtime', () => {
  it.each(presets)('%s gives a quarter of the song as the voice', async (preset) => {
    const song = noise(2 * 30_000);
    const { stem } = await separate(song, { preset });
    const { waveform, spectrogram } = tinyShares.vocals;
    // The inverse STFT fades at a segment's ends, where the blending weights are small.
    expect(rms(subtracted(stem('vocals'), song, waveform + spectrogram))).toBeLessThan(
      0.01 * rms(song),
    );
    const remainder = subtracted(song, stem('vocals'));
    expect(rms(subtracted(stem('accompaniment'), remainder))).toBeLessThan(1e-6);
  });

  it('makes four stems that add up to the song', async () => {
    const song = noise(2 * 30_000);
    const { stem, names } = await separate(song, { stems: 'four' });
    expect(names.sort()).toEqual(['accompaniment', 'bass', 'drums', 'other', 'vocals']);
    const remainder = subtracted(
      subtracted(subtracted(song, stem('vocals')), stem('drums')),
      stem('bass'),
    );
    expect(rms(subtracted(remainder, stem('other')))).toBeLessThan(1e-6);
    expect(rms(subtracted(stem('drums'), stem('bass'), 2))).toBeLessThan(1e-6);
  });

  it('opens the network of the first song at once, and another when a song needs it', async () => {
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

  it('falls back to the CPU, which is always the last provider', async () => {
    const opened: string[] = [];
    const onOpening = async (provider: string) => void opened.push(provider);
    const executionProviders = ['no-such-provider'];
    const separator = await loadSeparator({ ...settings, executionProviders, onOpening });
    expect(opened).toEqual(['no-such-provider', 'cpu']);
    expect(separator).toMatchObject({ model: 'tiny', provider: 'cpu' });
    await separator.close();
  });

  it('logs the seconds of the song, of the separation and of the network', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
    const separator = await loadSeparator({ ...settings, log });
    const folder = await temporaryFolder();
    const mixture = await writeStereo(join(folder, 'in.f32'), noise(2 * 44100));
    const startedMs = performance.now();
    await separator.separate(mixture, folder, { preset: 'fast', stems: 'two', signal });
    const elapsedSeconds = (performance.now() - startedMs) / 1000;
    await separator.close();
    expect(lines[0]).toMatchObject({ model: 'tiny', provider: 'cpu', batch: 1 });
    const separated = z
      .object({ songSeconds: z.number(), seconds: z.number(), networkSeconds: z.number() })
      .parse(lines.at(-1));
    expect(separated.songSeconds).toBe(1);
    expect(separated.seconds).toBeLessThanOrEqual(elapsedSeconds);
    expect(separated.networkSeconds).toBeGreaterThan(0);
    expect(separated.networkSeconds).toBeLessThan(separated.seconds);
  });

  it('gives the same bytes for the same song', async () => {
    const song = noise(2 * 20_000);
    const bytes: Buffer[] = [];
    for (let i = 0; i < 2; i++) {
      bytes.push(readFileSync((await separate(song)).files.vocals.path));
    }
    expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
  });

  it('throws the reason of an abort, and separates the next song', async () => {
    const stop = new AbortController();
    const cancelled = separate(noise(2 * 60_000), {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('cancelled')),
    });
    await expect(cancelled).rejects.toThrow('cancelled');
    expect((await separate(noise(200))).files.vocals.frames).toBe(100);
  });
});

/** Makes a file with ffmpeg, decodes and separates it. The expression `f` is each channel's signal. */
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

describe('unusual input', () => {
  it('separates a single frame', async () => {
    const { song, stem } = await fromFile({ f: '0.5', seconds: 1 / 44100 });
    expect(song).toHaveLength(2);
    // A single frame equals its mean, which belongs to the accompaniment.
    expect([...stem('vocals'), ...stem('accompaniment')]).toEqual([0, 0, 0.5, 0.5]);
  });

  it('returns silence for silence', async () => {
    const { stem } = await fromFile({});
    expect(rms(stem('vocals')) + rms(stem('accompaniment'))).toBe(0);
  });

  it('keeps a DC offset out of the voice', async () => {
    const { stem } = await fromFile({ f: '0.25+0.1*sin(2*PI*441*t)' });
    const mean = (samples: Float32Array) => samples.reduce((a, b) => a + b) / samples.length;
    expect(mean(stem('vocals'))).toBeCloseTo(0, 3);
    expect(mean(stem('accompaniment'))).toBeCloseTo(0.25, 3);
  });

  it('gives mono the same on both channels', async () => {
    const { stem } = await fromFile({ f: '0.1*sin(2*PI*441*t)', channels: 1 });
    const vocals = stem('vocals');
    const sideDifference = vocals
      .filter((_, i) => i % 2 === 0)
      .map((x, i) => x - vocals[2 * i + 1]!);
    expect(rms(sideDifference)).toBe(0);
    expect(rms(vocals)).toBeGreaterThan(0.01);
  });

  it('resamples 8 kHz to the model’s rate at the same level', async () => {
    const { song, stem } = await fromFile({ f: '0.1*sin(2*PI*441*t)', rate: 8000 });
    expect(song.length).toBe(44100);
    expect(rms(stem('vocals').subarray(8000, 36_000))).toBeCloseTo((share * 0.1) / Math.SQRT2, 3);
  });

  it('keeps samples beyond full scale', async () => {
    const { song, stem } = await fromFile({ f: '8*sin(2*PI*441*t)' });
    expect(song.reduce((a, b) => Math.max(a, b))).toBeCloseTo(8, 1);
    expect(rms(stem('accompaniment')) / rms(stem('vocals'))).toBeCloseTo(1 / share - 1, 1);
  });

  it('separates a clipped recording', async () => {
    const clipped = { f: '4*sin(2*PI*441*t)', codec: 'pcm_s16le' };
    const { song, stem } = await fromFile(clipped);
    expect(song.reduce((a, b) => Math.max(a, b))).toBeCloseTo(1, 3);
    expect(rms(subtracted(subtracted(song, stem('vocals')), stem('accompaniment')))).toBeLessThan(
      1e-6,
    );
  });

  it('treats NaN and infinity as silence without affecting other samples', async () => {
    const broken = '0.1*sin(2*PI*441*t)+if(between(n,9000,9009),(1-2*mod(n,2))/0,0)';
    const { song, stem } = await fromFile({ f: broken });
    const all = [...song, ...stem('vocals'), ...stem('accompaniment')];
    expect(all.every(Number.isFinite)).toBe(true);
    expect(new Set(song.subarray(18_000, 18_020))).toEqual(new Set([0]));
    expect(rms(stem('vocals').subarray(0, 16_000))).toBeCloseTo((share * 0.1) / Math.SQRT2, 3);
  });
});
