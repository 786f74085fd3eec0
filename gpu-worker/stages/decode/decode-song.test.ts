import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FailureCode } from '@my-pitch/shared/errors';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PcmFile } from '../../audio/pcm-file.ts';
import { readAll, temporaryFolder } from '../../audio/testing/audio-fixtures.ts';
import { decodeSong, isUsable } from './decode-song.ts';
import { resampleToMono } from './resample-to-mono.ts';
import { bytes, le16, le32 } from './testing/binary.ts';

const { signal } = new AbortController();

async function decode(source: string, maxDurationSeconds = 60): Promise<PcmFile> {
  const out = join(await temporaryFolder(), 'out.f32');
  return decodeSong(source, out, { maxDurationSeconds, signal });
}

async function failureOf(source: string, maxDurationSeconds = 60): Promise<FailureCode> {
  const error = await decode(source, maxDurationSeconds).then(
    () => new Error('decoded'),
    (thrown: unknown) => thrown,
  );
  return (error as { code: FailureCode }).code;
}

/** Makes a file with ffmpeg from a lavfi source. */
async function make(name: string, source: string, ...args: string[]): Promise<string> {
  const path = join(await temporaryFolder(), name);
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, ...args, path]);
  return path;
}

async function makeText(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** A WAV of 16-bit samples that are all the same in a frame: `frame` has one per channel. */
function wave(frame: readonly number[], frames: number): Buffer {
  const blockBytes = 2 * frame.length;
  const format = bytes(
    ...[le16(1), le16(frame.length), le32(44100), le32(44100 * blockBytes)],
    ...[le16(blockBytes), le16(16)],
  );
  const data = Buffer.alloc(frames * blockBytes, bytes(...frame.map((x) => le16(x * 2 ** 15))));
  const body = bytes('WAVE', 'fmt ', le32(16), format, 'data', le32(data.length), data);
  return bytes('RIFF', le32(body.length), body);
}

describe('a readable song', () => {
  it('copies mono to both channels at the same level', async () => {
    const source = await make('a.wav', 'aevalsrc=0.5:s=44100:d=0.5', '-c:a', 'pcm_f32le');
    const pcm = await decode(source);
    expect(pcm).toMatchObject({ sampleRateHz: 44100, channels: 2, frames: 22050 });
    expect(new Set(await readAll(pcm))).toEqual(new Set([0.5]));
  });

  it('keeps stereo channels apart', async () => {
    const source = await make('a.wav', 'aevalsrc=0.25|-0.75:s=44100:d=0.1', '-c:a', 'pcm_f32le');
    expect([...(await readAll(await decode(source))).subarray(0, 2)]).toEqual([0.25, -0.75]);
  });

  it('mixes 5.1 down without clipping', async () => {
    const source = await make(
      'a.wav',
      'aevalsrc=1|1|1|1|1|1:c=5.1:s=44100:d=0.1',
      '-c:a',
      'pcm_f32le',
    );
    const peak = (await readAll(await decode(source))).reduce((a, b) => Math.max(a, b));
    expect(peak).toBeGreaterThan(0.9);
    expect(peak).toBeLessThanOrEqual(1.0001);
  });

  it('takes the first two of nine channels', async () => {
    const nine = [0.25, -0.75, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
    const samples = await readAll(await decode(await makeText('a.wav', wave(nine, 4410))));
    expect([...samples.subarray(0, 2)]).toEqual([0.25, -0.75]);
  });

  it('mixes eight channels down without clipping', async () => {
    const eight = new Array<number>(8).fill(0.5);
    const samples = await readAll(await decode(await makeText('a.wav', wave(eight, 4410))));
    // Every gain is positive, and each channel's gains sum to at most 1.
    expect(samples[0]).toBeGreaterThan(0.45);
    expect(samples[0]).toBeLessThanOrEqual(0.5);
  });

  it('keeps the level of a 20 kHz tone when resampling from 48 kHz', async () => {
    const source = await make(
      'a.wav',
      'aevalsrc=0.5*sin(2*PI*20000*t):s=48000:d=1',
      '-c:a',
      'pcm_f32le',
    );
    const samples = (await readAll(await decode(source))).subarray(20000, 60000);
    const rms = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
    expect(20 * Math.log10(rms / (0.5 / Math.SQRT2))).toBeCloseTo(0, 1);
  });

  it('sets NaN to 0', async () => {
    const source = await make('a.wav', 'aevalsrc=0.5:s=44100:d=0.1', '-c:a', 'pcm_f32le');
    const bytes = readFileSync(source);
    bytes.writeFloatLE(Number.NaN, bytes.length - 4);
    writeFileSync(source, bytes);
    expect([...(await readAll(await decode(source))).subarray(-4)]).toEqual([0.5, 0.5, 0, 0]);
  });

  it('decodes the first audio stream of a video, and resamples its mono mean', async () => {
    const path = join(await temporaryFolder(), 'a.mkv');
    const inputs = ['testsrc=d=1:s=64x64', 'sine=440:d=1', 'anullsrc=d=1'];
    execFileSync('ffmpeg', [
      ...['-v', 'error', ...inputs.flatMap((input) => ['-f', 'lavfi', '-t', '1', '-i', input])],
      ...['-map', '0', '-map', '1', '-map', '2', '-c:a', 'flac', path],
    ]);
    const pcm = await decode(path);
    expect(pcm.frames).toBe(44100);
    const mono = await resampleToMono(pcm, 22050, { signal });
    expect(mono.length).toBe(22050);
    expect(mono.reduce((a, b) => Math.max(a, b))).toBeCloseTo(0.125, 2);
  });

  it('reports increasing progress up to 1', async () => {
    const source = await make('a.flac', 'sine=440:d=20');
    const fractions: number[] = [];
    await decodeSong(source, join(await temporaryFolder(), 'out.f32'), {
      maxDurationSeconds: 60,
      signal,
      onProgress: (fraction) => fractions.push(fraction),
    });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions[0]).toBeLessThan(0.5);
    expect(fractions.at(-1)).toBeCloseTo(1, 2);
  });

  it('reports no progress for a file that claims no duration', async () => {
    // ffmpeg cannot seek back in a pipe to write the number of samples.
    const source = ['-v', 'error', '-f', 'lavfi', '-i', 'sine=440:d=1'];
    const streamed = execFileSync('ffmpeg', [...source, '-f', 'flac', '-']);
    const fractions: number[] = [];
    const pcm = await decodeSong(
      await makeText('a.flac', streamed),
      join(await temporaryFolder(), 'out.f32'),
      { maxDurationSeconds: 60, signal, onProgress: (fraction) => fractions.push(fraction) },
    );
    expect(pcm.frames).toBe(44100);
    expect(fractions).toEqual([]);
  });
});

describe('a file that cannot be decoded', () => {
  it('is empty', async () => {
    expect(await failureOf(await makeText('a.mp3', ''))).toBe('empty-file');
  });

  it('is a text', async () => {
    expect(await failureOf(await makeText('a.mp3', 'la la la\n'))).toBe('unsupported-format');
  });

  it('is a picture', async () => {
    const picture = await make('a.png', 'testsrc=d=1:s=64x64', '-frames:v', '1');
    expect(await failureOf(picture)).toBe('unsupported-format');
  });

  it('is a playlist of another file of this machine', async () => {
    const secret = await make('secret.wav', 'sine=440:d=1');
    const concat = await makeText('a.mp3', `ffconcat version 1.0\nfile ${secret}\n`);
    const hls = await makeText('b.mp3', `#EXTM3U\n#EXTINF:1,\nfile://${secret}\n#EXT-X-ENDLIST\n`);
    expect(await failureOf(concat)).toBe('unsupported-format');
    expect(await failureOf(hls)).toBe('unsupported-format');
  });

  it('is a video without audio', async () => {
    expect(await failureOf(await make('a.mkv', 'testsrc=d=1:s=64x64'))).toBe('no-audio');
  });

  it('has a header without audio data', async () => {
    const source = await make('a.flac', 'sine=440:d=5');
    truncateSync(source, 60);
    expect(await failureOf(source)).toBe('corrupt-file');
  });

  it('has a complete header and no sample', async () => {
    expect(await failureOf(await makeText('a.wav', wave([0.5], 0)))).toBe('corrupt-file');
  });

  it('has a sample rate outside 4 kHz to 2.8 MHz', async () => {
    const source = await make('a.wav', 'sine=440:d=1');
    for (const rateHz of [4, 3999, 2 ** 31 - 1]) {
      const bytes = readFileSync(source);
      bytes.writeUInt32LE(rateHz, 24);
      const error = await decode(await makeText('b.wav', bytes)).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'corrupt-file' });
      expect(String(error)).toContain(`${rateHz} Hz`);
    }
  });

  it('is one frame longer than allowed', async () => {
    const long = await makeText('a.wav', wave([0.5], 4 * 44100 + 1));
    expect(await failureOf(long, 4)).toBe('too-long');
    const allowed = await makeText('b.wav', wave([0.5], 4 * 44100));
    expect((await decode(allowed, 4)).frames).toBe(4 * 44100);
  });

  it('is not decoded beyond the allowed duration', async () => {
    const source = await makeText('a.wav', wave([0.5], 20 * 44100));
    const out = join(await temporaryFolder(), 'out.f32');
    const decoding = decodeSong(source, out, { maxDurationSeconds: 1, signal });
    await expect(decoding).rejects.toMatchObject({ code: 'too-long' });
    // 8 bytes per frame: one second, and at most the chunk in which it ends.
    expect(statSync(out).size).toBeLessThan(2 * 44100 * 8);
  });

  it('fails with a short sentence, and with ffmpeg’s messages as the cause', async () => {
    const source = await makeText('my file.wav', `RIFF${'x'.repeat(500)}`);
    const error = await decode(source).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      message: 'corrupt-file: No sample could be decoded: Invalid data found when processing input',
    });
    expect(String((error as Error).cause)).toContain('my file.wav');
  });

  it('is longer than allowed, even if its header claims otherwise', async () => {
    const wav = await make('a.wav', 'sine=440:d=5');
    expect(await failureOf(wav, 4)).toBe('too-long');
    const bytes = readFileSync(wav);
    bytes.writeUInt32LE(0, bytes.indexOf('data') + 4);
    writeFileSync(wav, bytes);
    expect(await failureOf(wav, 4)).toBe('too-long');
    expect((await decode(await make('b.wav', 'sine=440:d=4'), 4)).frames).toBe(4 * 44100);
  });
});

describe('isUsable', () => {
  const message = 'Invalid data found when processing input';

  it.each(['', message])('takes a file of at least half the stated duration ("%s")', (messages) => {
    expect(isUsable(90, { claimedSeconds: 180 }, messages)).toBe(true);
    expect(isUsable(89.9, { claimedSeconds: 180 }, messages)).toBe(false);
  });

  it('takes a guessed duration for wrong, unless there were errors', () => {
    expect(isUsable(1, { guessedSeconds: 180 }, '')).toBe(true);
    expect(isUsable(89.9, { guessedSeconds: 180 }, message)).toBe(false);
    expect(isUsable(90, { guessedSeconds: 180 }, message)).toBe(true);
  });

  it('takes any length if none is known', () => {
    expect(isUsable(1, {}, message)).toBe(true);
  });
});

const testdata = join(import.meta.dirname, '../../../../shared/testdata/decode');

describe.skipIf(!existsSync(testdata))(
  'files of other projects (in ../shared/testdata/decode)',
  () => {
    const expectedSchema = z.array(
      z.object({ file: z.string(), ffmpeg5_decoded_seconds: z.number() }),
    );
    const expected = existsSync(testdata)
      ? expectedSchema.parse(JSON.parse(readFileSync(join(testdata, 'expected.json'), 'utf8')))
      : [];

    it.each(expected.filter(({ file }) => file.startsWith('valid/')))(
      '$file',
      async ({ file, ffmpeg5_decoded_seconds }) => {
        const pcm = await decode(join(testdata, file));
        expect(pcm.frames / 44100).toBeCloseTo(ffmpeg5_decoded_seconds, 2);
      },
    );
  },
);
