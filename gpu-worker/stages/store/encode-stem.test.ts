import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noise, readAll, temporaryFolder, writeStereo } from '../../audio/audio-fixtures.ts';
import { machineFailureOf } from '../../health/classify-machine-failure.ts';
import { decodeSong } from '../decode/decode-song.ts';
import { encodeStem, type StemFormat } from './encode-stem.ts';

const { signal } = new AbortController();

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

test.each(['m4a', 'flac'] as const)('%s: the same audio gives the same bytes', async (format) => {
  const [first, second] = [
    await roundTrip(noise(88200), format),
    await roundTrip(noise(88200), format),
  ];
  expect(first.bytes.equals(second.bytes)).toBe(true);
});

test('FLAC keeps 24 bits of every sample', async () => {
  const samples = noise(88200);
  const { decoded } = await roundTrip(samples, 'flac');
  expect(decoded.length).toBe(samples.length);
  const worst = decoded.reduce((max, x, i) => Math.max(max, Math.abs(x - samples[i]!)), 0);
  expect(worst).toBeLessThanOrEqual(2 ** -23);
});

test('AAC keeps the length to within a packet, the beginning in place and the sound', async () => {
  const samples = Float32Array.from(
    { length: 2 * 44100 },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * 440 * Math.floor(i / 2)) / 44100),
  );
  const { bytes, decoded } = await roundTrip(samples, 'm4a');
  expect(Math.abs(decoded.length - samples.length) / 2).toBeLessThanOrEqual(1024);
  const middle = samples.subarray(20000, 60000);
  const error = middle.reduce((sum, x, i) => sum + (x - decoded[20000 + i]!) ** 2, 0);
  const power = middle.reduce((sum, x) => sum + x * x, 0);
  expect(10 * Math.log10(power / error)).toBeGreaterThan(30);
  // The index precedes the sound, so that a browser can start before it has everything.
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
});

test('a stem whose file is missing is an error', async () => {
  const pcm = { path: '/nowhere.f32', sampleRateHz: 44100, channels: 2, frames: 10 };
  const out = join(await temporaryFolder(), 'a.flac');
  await expect(encodeStem(pcm, out, 'flac', { signal })).rejects.toThrow('Encoding flac failed');
});

test.skipIf(!existsSync('/dev/full'))('a full disk is a failure of the machine', async () => {
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
