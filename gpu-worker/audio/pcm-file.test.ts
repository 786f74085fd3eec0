import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PcmReader, PcmWriter } from './pcm-file.ts';
import { noise, temporaryFolder, writeStereo } from './testing/audio-fixtures.ts';

it('reads appended samples back from any frame', async () => {
  const samples = noise(2000);
  const writer = await PcmWriter.create(join(await temporaryFolder(), 'a.f32'), 8000, 2);
  await writer.append(samples.subarray(0, 600));
  await writer.append(samples.subarray(600));
  const pcm = await writer.close();
  expect(pcm).toMatchObject({ frames: 1000, sampleRateHz: 8000, channels: 2 });

  const reader = await PcmReader.open(pcm);
  expect(await reader.read(250, 500)).toEqual(samples.slice(500, 1500));
  const blocks: number[] = [];
  for await (const block of reader.blocks(300)) blocks.push(...block);
  expect(Float32Array.from(blocks)).toEqual(samples);
  await reader.close();
});

it('throws when it reads beyond the end', async () => {
  const pcm = await writeStereo(join(await temporaryFolder(), 'a.f32'), noise(20));
  const reader = await PcmReader.open(pcm);
  await expect(reader.read(5, 6)).rejects.toThrow(RangeError);
  await reader.close();
});
