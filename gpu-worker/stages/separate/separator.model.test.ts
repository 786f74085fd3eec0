import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PcmFile } from '../../audio/pcm-file.ts';
import { readAll, temporaryFolder } from '../../audio/testing/audio-fixtures.ts';
import { decodeSong } from '../decode/decode-song.ts';
import { loadSeparator } from './load-separator.ts';
import { locateModel } from './model/locate-model.ts';
import { htdemucs } from './model/model-manifest.ts';
import { NetworkSession } from './runtime/network-session.ts';
import type { Separator } from './separator.ts';

const { signal } = new AbortController();
const log = pino({ level: 'silent' });
let separator: Separator;

beforeAll(async () => {
  separator = await loadSeparator({ log, executionProviders: ['no-such-provider', 'cpu'] });
});
afterAll(() => separator.close());

/** Signal-to-distortion ratio: power of the reference over power of the difference. */
function ratioDb(reference: Float32Array, estimate: Float32Array): number {
  const [power, error] = reference.reduce(
    ([p, e], x, i) => [p + x * x, e + (x - estimate[i]!) ** 2],
    [0, 0],
  );
  return 10 * Math.log10(power / error);
}

async function separate(mixture: PcmFile) {
  const folder = await temporaryFolder();
  const stems = await separator.separate(mixture, folder, {
    ...{ preset: 'balanced', stems: 'two' },
    signal,
  });
  return {
    vocals: await readAll(stems.vocals),
    accompaniment: await readAll(stems.accompaniment),
    stems,
  };
}

it('falls back to the CPU from a provider that does not exist', () => {
  expect(separator.provider).toBe('cpu');
});

it('refuses a network that does not match its manifest', async () => {
  const modelPath = (await locateModel({})).path;
  const manifest = { ...htdemucs, inputs: { ...htdemucs.inputs, waveform: 'sound' } };
  await expect(
    NetworkSession.open({ modelPath, manifest, providers: ['cpu'], log }),
  ).rejects.toThrow(/has no input sound, only input/);
});

const song = join(
  ...[import.meta.dirname, '../../../../shared/testdata/mixtures/musdb18'],
  'The Mountaineering Club - Mallory',
);

/** Eight seconds of a true stem: two segments. */
async function excerpt(...files: string[]): Promise<PcmFile> {
  const folder = await temporaryFolder();
  const wav = join(folder, 'excerpt.wav');
  execFileSync('ffmpeg', [
    ...['-v', 'error', ...files.flatMap((file) => ['-i', join(song, file)])],
    ...['-filter_complex', `amix=inputs=${files.length}:normalize=0,atrim=10:18`],
    ...['-c:a', 'pcm_f32le', wav],
  ]);
  return decodeSong(wav, join(folder, 'excerpt.f32'), { maxDurationSeconds: 60, signal });
}

it.skipIf(!existsSync(song))(
  'separates the voice of a real song (in ../shared/testdata/mixtures)',
  async () => {
    const mixture = await excerpt('vocals_true.mp3', 'accompaniment_true.mp3');
    const { vocals, accompaniment } = await separate(mixture);
    const reference = await readAll(await excerpt('vocals_true.mp3'));
    const both = vocals.map((x, i) => x + accompaniment[i]!);
    expect(ratioDb(reference, vocals)).toBeGreaterThan(minVocalSdrDb);
    expect(ratioDb(await readAll(mixture), both)).toBeGreaterThan(minSumDb);
  },
);

/** Measured: 14.17 dB. Providers differ only by rounding. */
const minVocalSdrDb = 13.7;
/** Only rounding of 32-bit floats is lost. */
const minSumDb = 120;

it('gives the same bytes twice for a synthesised song, and stems that add up to it', async () => {
  const folder = await temporaryFolder();
  const wav = join(folder, 'song.wav');
  const chord = '0.1*(sin(2*PI*220*t)+sin(2*PI*277.18*t)+sin(2*PI*329.63*t))';
  const source = `aevalsrc=${chord}+0.05*random(0)*lt(mod(t\\,0.5)\\,0.05):s=44100:d=3`;
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, wav]);
  const mixture = await decodeSong(wav, join(folder, 'song.f32'), {
    maxDurationSeconds: 60,
    signal,
  });
  const [first, second] = [await separate(mixture), await separate(mixture)];
  const both = first.vocals.map((x, i) => x + first.accompaniment[i]!);
  expect(ratioDb(await readAll(mixture), both)).toBeGreaterThan(minSumDb);
  const bytes = [first, second].map(({ stems }) => readFileSync(stems.vocals.path));
  expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
});
