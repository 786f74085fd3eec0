import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type PcmFile, PcmWriter } from '../../audio/pcm-file.ts';
import { noise, temporaryFolder, writeStereo } from '../../audio/testing/audio-fixtures.ts';
import { encodeStem } from './encode-stem.ts';
import { GrowingStems } from './growing-stems.ts';

const frames = 3 * 44_100;
const signal = new AbortController().signal;

/** A separation that writes the voice and the accompaniment, part by part. */
async function separation(stop = signal) {
  const folder = await temporaryFolder();
  const mixture: PcmFile = { path: 'none', sampleRateHz: 44_100, channels: 2, frames };
  const growing = new GrowingStems(folder, mixture, stop);
  onTestFinished(() => growing.stop());
  const names = ['vocals', 'accompaniment'] as const;
  const begin = async () => {
    const writers: PcmWriter[] = [];
    for (const name of names)
      writers.push(await PcmWriter.create(join(folder, `${name}.f32`), 44_100, 2));
    onTestFinished(async () => void (await Promise.all(writers.map((writer) => writer.close()))));
    return async (samples: Float32Array) => {
      for (const writer of writers) await writer.append(samples);
    };
  };
  /** The bytes of the voice when it is encoded at the end. */
  const encodedAfterwards = async (song: Float32Array) => {
    const other = await temporaryFolder();
    const pcm = await writeStereo(join(other, 'in.f32'), song);
    await encodeStem(pcm, join(other, 'out.m4a'), 'm4a', { signal });
    return readFileSync(join(other, 'out.m4a'));
  };
  return { folder, growing, begin, encodedAfterwards };
}

describe('GrowingStems', () => {
  it('gives the bytes of an encoding afterwards', async () => {
    const { growing, begin, encodedAfterwards } = await separation();
    const song = noise(2 * frames);
    const append = await begin();
    for (let part = 0; part < 3; part++) {
      await append(song.subarray(part * 88_200, (part + 1) * 88_200));
      growing.advance((part + 1) / 3);
    }
    const finished = await growing.finish();
    expect([...finished.keys()]).toEqual(['vocals', 'accompaniment']);
    const expected = await encodedAfterwards(song);
    for (const path of finished.values()) expect(readFileSync(path).equals(expected)).toBe(true);
  });

  it('begins again when the separation does, even with a file that is as long', async () => {
    const { growing, begin, encodedAfterwards } = await separation();
    const crashed = await begin();
    await crashed(noise(88_200, 1));
    growing.advance(1 / 3);
    // The next process truncates the files.
    const append = await begin();
    const song = noise(2 * frames, 2);
    await append(song.subarray(0, 88_200));
    growing.advance(1 / 3);
    await append(song.subarray(88_200));
    growing.advance(1);
    const path = (await growing.finish()).get('vocals')!;
    expect(readFileSync(path).equals(await encodedAfterwards(song))).toBe(true);
  });

  it('does not wait for room in the pipe with more and more listeners', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    onTestFinished(() => void process.off('warning', onWarning));
    const { growing, begin } = await separation();
    const append = await begin();
    for (let part = 0; part < 12; part++) await append(new Float32Array(1 << 18));
    growing.advance(1);
    await growing.finish();
    expect(warnings).toEqual([]);
  });

  it('encodes nothing if the separation reported no progress', async () => {
    const { folder, growing } = await separation();
    expect((await growing.finish()).size).toBe(0);
    expect(existsSync(join(folder, 'vocals.m4a'))).toBe(false);
  });

  it('throws the reason of an abort, and ends the encoders', async () => {
    const stop = new AbortController();
    const { growing, begin } = await separation(stop.signal);
    const append = await begin();
    await append(noise(88_200));
    growing.advance(1 / 3);
    const reason = new Error('cancelled');
    stop.abort(reason);
    await expect(growing.finish()).rejects.toBe(reason);
  });

  it('throws when an encoder fails', async () => {
    const folder = await temporaryFolder();
    const mixture: PcmFile = { path: 'none', sampleRateHz: -1, channels: 2, frames };
    await writeStereo(join(folder, 'vocals.f32'), noise(2 * frames));
    const growing = new GrowingStems(folder, mixture, signal);
    growing.advance(0.5);
    await expect(growing.finish()).rejects.toThrow('Encoding m4a');
  });
});
