import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { presetSchema, presets } from '@my-pitch/shared/job';
import { defaultLimits } from '@my-pitch/shared/limits';
import { pino } from 'pino';
import { decodeSong } from '../stages/decode/decode-song.ts';
import { loadSeparator } from '../stages/separate/load-separator.ts';

/**
 * `node gpu-worker/cli/separate.ts SONG FOLDER`: decodes a song and separates it into
 * FOLDER/vocals.f32, FOLDER/accompaniment.f32 and so on. Logs its timing on standard output.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    threads: { type: 'string' },
    providers: { type: 'string' },
    'gpu-batch': { type: 'string' },
    preset: { type: 'string', default: 'balanced' },
    'four-stems': { type: 'boolean', default: false },
  },
});
const [song, folder] = positionals;
if (!song || !folder)
  throw new Error(
    `Usage: separate.ts SONG FOLDER [--preset ${presets.join('|')}] [--four-stems] [--threads N] [--providers a,b] [--gpu-batch N]`,
  );

await mkdir(folder, { recursive: true });
const { signal } = new AbortController();
const mixture = await decodeSong(song, join(folder, 'mixture.f32'), {
  maxDurationSeconds: defaultLimits.maxDurationSeconds,
  signal,
});
const wanted = {
  preset: presetSchema.parse(values.preset),
  stems: values['four-stems'] ? 'four' : 'two',
} as const;
const separator = await loadSeparator({
  firstSong: wanted,
  ...(values.threads === undefined ? {} : { threads: Number(values.threads) }),
  ...(values.providers === undefined ? {} : { executionProviders: values.providers.split(',') }),
  ...(values['gpu-batch'] === undefined ? {} : { gpuBatch: Number(values['gpu-batch']) }),
  log: pino(),
});
await separator.separate(mixture, folder, { ...wanted, signal });
await separator.close();
