import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analysisSchema } from '@my-pitch/shared/analysis';
import { scoreSchema } from '@my-pitch/shared/score';
import { type Progress, type Stage, stages } from '@my-pitch/shared/stages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PcmFile } from '../audio/pcm-file.ts';
import { runStages, type Song } from './run-stages.ts';
import type { Separator } from './separate/separator.ts';

let folder: string;

/** Four tones of half a second, C4 D4 E4 F4, with a few harmonics and silence between. */
const fourTones =
  'between(mod(t,0.5),0,0.42)*(0.3*sin(2*PI*f*t)+0.1*sin(4*PI*f*t)+0.05*sin(6*PI*f*t))'.replaceAll(
    'f',
    '(261.63*pow(2,ld(0)/12))',
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-stages-'));
  const expression = `st(0,2*floor(t/0.5)-gt(t,1.5));${fourTones}`;
  const source = `aevalsrc='${expression}':d=2:s=44100`;
  const silence = 'aevalsrc=0:d=2:s=44100';
  const softEnd = `${source},volume=0.02:enable='gt(t,1.5)'`;
  for (const [name, input] of Object.entries({ song: source, silence, softEnd })) {
    const output = join(folder, `${name}.wav`);
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', input, '-t', '2', output]);
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** Returns the mixture as every stem. */
const copyingSeparator: Separator = {
  model: 'none',
  provider: 'none',
  engine: 'none',
  async separate(mixture, outDir, { stems, onProgress }) {
    const copyTo = async (name: string): Promise<PcmFile> => {
      const path = join(outDir, `${name}.f32`);
      await copyFile(mixture.path, path);
      return { ...mixture, path };
    };
    const two = { vocals: await copyTo('vocals'), accompaniment: await copyTo('accompaniment') };
    if (stems === 'two') {
      onProgress?.(1);
      return two;
    }
    const [drums, bass, other] = [
      await copyTo('drums'),
      await copyTo('bass'),
      await copyTo('other'),
    ];
    return { ...two, drums, bass, other };
  },
  close: async () => {},
};

/**
 * Runs all stages. With `stop` it aborts as the separation begins, or at the end of another stage, and
 * fails if a later stage begins.
 */
async function run(
  name: string,
  options: Partial<Song['options']>,
  file = 'song.wav',
  stop?: AbortController,
  stopAfter?: Stage,
  separator = copyingSeparator,
) {
  const workDir = join(folder, name);
  await mkdir(workDir);
  const entered: string[] = [];
  const progress: Progress[] = [];
  const separatedBy: string[] = [];
  const song: Song = {
    sourcePath: join(folder, file),
    title: 'Four tones',
    options: { content: 'song', lossless: false, preset: 'balanced', stems: 'two', ...options },
    maxDurationSeconds: 60,
    pitchMethod: 'swift-f0',
  };
  const result = await runStages(song, {
    workDir,
    separator: async () => separator,
    signal: stop?.signal ?? new AbortController().signal,
    onStage: async (stage) => {
      if (stop?.signal.aborted) throw new Error(`${stage} began after the abort`);
      if (stage === 'separate' && stopAfter === undefined) stop?.abort();
      entered.push(stage);
    },
    onProgress: (reported) => {
      progress.push(reported);
      if (reported.stage === stopAfter && reported.stageFraction === 1) stop?.abort();
    },
    onSeparated: (provider) => separatedBy.push(provider),
  });
  const contents = await Promise.all(result.artifacts.map(({ path }) => readFile(path, 'base64')));
  const names = result.artifacts.map((artifact) => artifact.name);
  return { ...result, entered, progress, separatedBy, names, contents };
}

describe('runStages', () => {
  it('runs every stage in order and finds the tones', async () => {
    const { entered, progress, separatedBy, analysis, score } = await run('order', {});
    expect(entered).toEqual(stages);
    expect(separatedBy).toEqual(['none']);
    const fractions = progress.map(({ overallFraction }) => overallFraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toMatchObject({ stage: 'store', stageFraction: 1 });
    expect(analysis.notes.map(({ midi }) => midi)).toEqual([60, 62, 64, 65]);
    expect(analysisSchema.parse(analysis)).toEqual(analysis);
    expect(scoreSchema.parse(score).title).toBe('Four tones');
  });

  it('does not begin the next stage after an abort', async () => {
    const stop = new AbortController();
    const error = await run('stopped', {}, 'song.wav', stop).catch((thrown: unknown) => thrown);
    expect(stop.signal.aborted).toBe(true);
    expect(error).toBe(stop.signal.reason);
  });

  it('gives no result after an abort during the last stage', async () => {
    const stop = new AbortController();
    const error = await run('stopped-late', {}, 'song.wav', stop, 'store').catch(
      (thrown: unknown) => thrown,
    );
    expect(stop.signal.aborted).toBe(true);
    expect(error).toBe(stop.signal.reason);
  });

  it('writes the same bytes in every run', async () => {
    const first = await run('first', { lossless: true });
    const second = await run('second', { lossless: true });
    expect(first.names).toHaveLength(9);
    expect(second.contents).toEqual(first.contents);
  });

  it('encodes the stems while they are written, unless the separation reports nothing', async () => {
    const silent: Separator = {
      ...copyingSeparator,
      separate: (mixture, outDir, { preset, stems, signal }) =>
        copyingSeparator.separate(mixture, outDir, { preset, stems, signal }),
    };
    const during = await run('during', {});
    const after = await run('after', {}, 'song.wav', undefined, undefined, silent);
    expect(during.contents).toEqual(after.contents);
    expect(during.names).toEqual(after.names);
  });

  it('also keeps four stems on request', async () => {
    const { names } = await run('four', { stems: 'four', lossless: true });
    const stems = ['vocals', 'accompaniment', 'drums', 'bass', 'other'];
    for (const format of ['m4a', 'flac']) {
      expect(names).toEqual(expect.arrayContaining(stems.map((stem) => `${stem}.${format}`)));
    }
  });

  it('does not separate a recording of a voice alone', async () => {
    const { names, entered, separatedBy } = await run('voice', { content: 'voice' });
    expect(separatedBy).toEqual([]);
    expect(names).not.toContain('accompaniment.m4a');
    expect(names).toContain('vocals.m4a');
    expect(entered).toEqual(stages);
  });

  it('doubts a soft voice only where it was separated', async () => {
    const voicing = async (name: string, content: 'song' | 'voice') => {
      const { f0 } = (await run(name, { content }, 'softEnd.wav')).analysis;
      return f0.voicedProbability[Math.round(1.7 / f0.hopSeconds)] as number;
    };
    const separated = await voicing('soft-song', 'song');
    expect(separated).toBeLessThan((await voicing('soft-voice', 'voice')) - 0.02);
  });

  it('finds no voice in silence', async () => {
    await expect(run('silent', {}, 'silence.wav')).rejects.toMatchObject({
      code: 'no-voice-found',
    });
  });
});
