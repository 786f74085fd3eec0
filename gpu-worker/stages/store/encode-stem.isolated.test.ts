import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  noise,
  readAll,
  temporaryFolder,
  writeStereo,
} from '../../audio/testing/audio-fixtures.ts';
import { machineFailureOf } from '../../health/classify-machine-failure.ts';
import { decodeSong } from '../decode/decode-song.ts';
import { encodeStem, type StemFormat } from './encode-stem.ts';

const { signal } = new AbortController();

/** The limits of each run of ffmpeg. */
const limits = vi.hoisted(() => [] as object[]);
vi.mock(import('../../audio/media-tool.ts'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    runMediaTool: (tool, args, options) => {
      const { timeoutSeconds, processorSeconds, fileBytes } = options;
      limits.push({ timeoutSeconds, processorSeconds, fileBytes });
      return original.runMediaTool(tool, args, options);
    },
  };
});

async function roundTrip(samples: Float32Array, format: StemFormat) {
  const folder = await temporaryFolder();
  const pcm = await writeStereo(join(folder, 'in.f32'), samples);
  const encoded = join(folder, `stem.${format}`);
  await encodeStem(pcm, encoded, format, { signal });
  const decoded = await decodeSong(encoded, join(folder, 'out.f32'), {
    maxDurationSeconds: 60,
    signal,
  });
  return { bytes: readFileSync(encoded), decoded: await readAll(decoded) };
}

it.each(['m4a', 'flac'] as const)(
  'encodes the same audio to the same bytes as %s',
  async (format) => {
    const [first, second] = [
      await roundTrip(noise(88200), format),
      await roundTrip(noise(88200), format),
    ];
    expect(first.bytes.equals(second.bytes)).toBe(true);
  },
);

it('keeps 24 bits of every sample in FLAC', async () => {
  const samples = noise(88200);
  const { decoded } = await roundTrip(samples, 'flac');
  expect(decoded.length).toBe(samples.length);
  const maxError = decoded.reduce((max, x, i) => Math.max(max, Math.abs(x - samples[i]!)), 0);
  expect(maxError).toBeLessThanOrEqual(2 ** -23);
});

it('keeps start, length and sound in AAC', async () => {
  // Like a voice: fourteen partials of 220 Hz. The coder `twoloop` has 27 dB here.
  const partials = Array.from({ length: 14 }, (_, i) => i + 1);
  const samples = Float32Array.from({ length: 2 * 44100 }, (_, i) => {
    const phase = (2 * Math.PI * 220 * Math.floor(i / 2)) / 44100;
    return partials.reduce((sum, k) => sum + (0.3 / k) * Math.sin(k * phase), 0);
  });
  const { bytes, decoded } = await roundTrip(samples, 'm4a');
  expect(Math.abs(decoded.length - samples.length) / 2).toBeLessThanOrEqual(1024);
  const middle = samples.subarray(20000, 60000);
  const error = middle.reduce((sum, x, i) => sum + (x - decoded[20000 + i]!) ** 2, 0);
  const power = middle.reduce((sum, x) => sum + x * x, 0);
  expect(10 * Math.log10(power / error)).toBeGreaterThan(45);
  // The index comes first, so that a browser can start playing before it has the whole file.
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
});

it('throws when the stem’s file is missing', async () => {
  const pcm = { path: '/nowhere.f32', sampleRateHz: 44100, channels: 2, frames: 10 };
  const out = join(await temporaryFolder(), 'a.flac');
  await expect(encodeStem(pcm, out, 'flac', { signal })).rejects.toThrow('Encoding flac failed');
});

it.skipIf(!existsSync('/dev/full'))('throws a MachineFailure when the disk is full', async () => {
  const folder = await temporaryFolder();
  const pcm = await writeStereo(join(folder, 'in.f32'), noise(88200));
  await expect(encodeStem(pcm, '/dev/full', 'flac', { signal })).rejects.toMatchObject({
    fault: 'disk-full',
  });
  const song = join(folder, 'song.flac');
  await encodeStem(pcm, song, 'flac', { signal });
  const error = await decodeSong(song, '/dev/full', { maxDurationSeconds: 60, signal }).catch(
    (caught: unknown) => caught,
  );
  expect(machineFailureOf(error)).toMatchObject({ fault: 'disk-full' });
});

describe('encoder settings', () => {
  // White noise uses the whole bit rate: 10 s at 192 kbit/s are 240 kB.
  it('encodes AAC at 192 kbit/s', async () => {
    const { bytes } = await roundTrip(noise(2 * 441_000), 'm4a');
    expect(bytes.length / 240_000).toBeGreaterThan(0.95);
    expect(bytes.length / 240_000).toBeLessThan(1.05);
  });

  // RFC 9639, 8.2: in STREAMINFO, 20 bits of sample rate, 3 of channels − 1 and 5 of bits − 1 from byte 18.
  it('writes FLAC of 44.1 kHz, 2 channels and 24 bits', async () => {
    const { bytes } = await roundTrip(noise(88200), 'flac');
    const fields = bytes.readUInt32BE(18);
    expect([fields >>> 12, (fields >>> 9) & 7, (fields >>> 4) & 31]).toEqual([44100, 1, 23]);
  });

  it.each(['m4a', 'flac'] as const)('encodes a single frame as %s', async (format) => {
    const folder = await temporaryFolder();
    const pcm = await writeStereo(join(folder, 'in.f32'), Float32Array.of(0.5, 0.5));
    await encodeStem(pcm, join(folder, 'stem'), format, { signal });
    expect(readFileSync(join(folder, 'stem')).length).toBeGreaterThan(0);
  });
});

it('limits ffmpeg to ten minutes, and to the size of the samples plus 1 MiB', async () => {
  const folder = await temporaryFolder();
  // 44,100 frames of two 32-bit floats.
  const pcm = await writeStereo(join(folder, 'in.f32'), noise(88_200));
  limits.length = 0;
  await encodeStem(pcm, join(folder, 'stem.flac'), 'flac', { signal });
  expect(limits).toEqual([
    { timeoutSeconds: 600, processorSeconds: 600, fileBytes: 352_800 + 1_048_576 },
  ]);
});
