import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MediaToolBroke, MediaToolTimeout } from '../../audio/media-tool.ts';
import { memoryBytes } from '../../audio/process-limits.ts';
import { noise, temporaryFolder, writeStereo } from '../../audio/testing/audio-fixtures.ts';
import { decodeSong } from './decode-song.ts';
import { inputArguments } from './input-arguments.ts';
import { probeSong } from './probe-song.ts';
import { resampleToMono } from './resample-to-mono.ts';
import { bytes, syncsafe } from './testing/binary.ts';

const { signal } = new AbortController();

/** The runs of ffmpeg and ffprobe; the next one throws `failure`. */
const recorded = vi.hoisted(() => ({
  runs: [] as { tool: string; args: readonly string[]; limits: object }[],
  failure: undefined as Error | undefined,
}));
vi.mock(import('../../audio/media-tool.ts'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    runMediaTool: async (tool, args, options) => {
      const { signal: _, read: __, ...limits } = options;
      recorded.runs.push({ tool, args, limits });
      if (recorded.failure) throw recorded.failure;
      return original.runMediaTool(tool, args, options);
    },
  };
});
afterEach(() => {
  recorded.runs.length = 0;
  recorded.failure = undefined;
});

async function makeSong(): Promise<string> {
  const path = join(await temporaryFolder(), 'a.wav');
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=440:d=0.1', path]);
  return path;
}

const decode = async (path: string, maxDurationSeconds: number) =>
  decodeSong(path, join(await temporaryFolder(), 'out.f32'), { maxDurationSeconds, signal });

describe('limits of ffmpeg and ffprobe', () => {
  it('gives the headers 20 s, and 3 s of processor time', async () => {
    await probeSong(await makeSong(), signal);
    const limits = { timeoutSeconds: 20, processorSeconds: 3, fileBytes: 0 };
    expect(recorded.runs).toMatchObject([{ tool: 'ffprobe', limits }]);
  });

  it('gives decoding of at most 15 min 16 min, 4:45 min of processor time and 30 s of stall', async () => {
    await decode(await makeSong(), 900);
    expect(recorded.runs[1]).toMatchObject({
      tool: 'ffmpeg',
      limits: { timeoutSeconds: 960, processorSeconds: 285, stallSeconds: 30, fileBytes: 0 },
    });
  });

  it('gives resampling ten minutes', async () => {
    const pcm = await writeStereo(join(await temporaryFolder(), 'in.f32'), noise(2000));
    const mono = await resampleToMono(pcm, 44100, { signal });
    expect(mono).toHaveLength(1000);
    const limits = { timeoutSeconds: 600, processorSeconds: 600, fileBytes: 0 };
    expect(recorded.runs).toMatchObject([{ tool: 'ffmpeg', limits }]);
  });
});

describe('resampleToMono', () => {
  it('throws ffmpeg’s message when the file is missing', async () => {
    const pcm = { path: '/nowhere.f32', sampleRateHz: 44100, channels: 2, frames: 10 };
    await expect(resampleToMono(pcm, 22050, { signal })).rejects.toThrow(
      /Resampling failed: .*No such file/,
    );
  });
});

describe('a failed run of ffmpeg', () => {
  it('is timed-out after a timeout', async () => {
    const path = await makeSong();
    recorded.failure = new MediaToolTimeout('ffmpeg took over 960 s');
    await expect(decode(path, 900)).rejects.toMatchObject({
      ...{ code: 'timed-out', message: 'timed-out: ffmpeg took over 960 s' },
    });
  });

  it('is corrupt-file after a crash', async () => {
    const path = await makeSong();
    recorded.failure = new MediaToolBroke('ffmpeg died of SIGSEGV', { cause: 'messages' });
    await expect(decode(path, 900)).rejects.toMatchObject({
      ...{ code: 'corrupt-file', cause: 'messages' },
    });
  });

  it('is any other error unchanged', async () => {
    const path = await makeSong();
    recorded.failure = new Error('spawn EAGAIN');
    await expect(decode(path, 900)).rejects.toBe(recorded.failure);
  });
});

describe('inputArguments', () => {
  const argumentOf = (args: readonly string[], name: string) => args[args.indexOf(name) + 1] ?? '';

  it('limits one allocation to 128 MiB, less than the process may hold', async () => {
    const args = await inputArguments(await makeSong());
    expect(Number(argumentOf(args, '-max_alloc'))).toBe(134_217_728);
    expect(134_217_728).toBeLessThan(memoryBytes);
  });

  it('limits streams to 128, and detection to 5 MB and 7 s', async () => {
    const args = await inputArguments(await makeSong());
    expect(argumentOf(args, '-max_streams')).toBe('128');
    expect(argumentOf(args, '-probesize')).toBe('5000000');
    expect(argumentOf(args, '-analyzeduration')).toBe('7000000');
  });

  it('allows containers of audio and video, not playlists or network protocols', async () => {
    const args = await inputArguments(await makeSong());
    const containers = argumentOf(args, '-format_whitelist').split(',');
    expect(containers).toEqual(
      expect.arrayContaining(['mov', 'matroska', 'mp3', 'aac', 'flac', 'ogg', 'wav', 'aiff']),
    );
    for (const playlist of ['hls', 'concat', 'dash', 'image2']) {
      expect(containers).not.toContain(playlist);
    }
    expect(argumentOf(args, '-protocol_whitelist')).toBe('file,pipe,subfile');
  });

  it('skips ID3 tags', async () => {
    const path = join(await temporaryFolder(), 'a.mp3');
    writeFileSync(path, bytes('ID3', 4, 0, 0, syncsafe(300), Buffer.alloc(300), 0xff, 0xfb));
    expect((await inputArguments(path)).at(-1)).toBe(`subfile,,start,310,end,0,,:file:${path}`);
    const untagged = await makeSong();
    expect((await inputArguments(untagged)).at(-1)).toBe(`file:${untagged}`);
  });
});
