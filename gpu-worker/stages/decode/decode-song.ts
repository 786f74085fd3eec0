import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { JobFailure } from '@my-pitch/shared/errors';
import { MediaToolBroke, MediaToolTimeout, runMediaTool } from '../../audio/media-tool.ts';
import { type PcmFile, PcmWriter } from '../../audio/pcm-file.ts';
import { fileFailure, unreadable } from './file-failure.ts';
import { floatSamples, zeroNonFinite } from './float-samples.ts';
import { inputArguments } from './input-arguments.ts';
import { type ProbedSong, probeSong } from './probe-song.ts';

const sampleRateHz = 44100;
const channels = 2;

/** A file is accepted if at least this share of its duration could be decoded. */
const minUsableFraction = 0.5;

export interface DecodeOptions {
  readonly maxDurationSeconds: number;
  readonly signal: AbortSignal;
  /** Called with the share that is done, 0 to 1, if the duration is stated or guessed. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Decodes a song's first audio stream to 44.1 kHz stereo. Mono is copied to both channels; up to eight
 * channels are mixed down; of more, the first two are taken. Decoding stops at the limit, whatever duration
 * the container states; a file that has less than half of it is damaged.
 * @throws {JobFailure} empty-file, unsupported-format, corrupt-file, no-audio, too-long, timed-out.
 */
export async function decodeSong(
  sourcePath: string,
  outPath: string,
  options: DecodeOptions,
): Promise<PcmFile> {
  if ((await stat(sourcePath)).size === 0) throw new JobFailure('empty-file', 'No bytes');
  try {
    const probed = await probeSong(sourcePath, options.signal);
    const { pcm, messages } = await decodeToFile(sourcePath, outPath, probed, options);
    const seconds = pcm.frames / sampleRateHz;
    if (pcm.frames === 0) throw await unreadable(sourcePath, messages);
    if (seconds > options.maxDurationSeconds) {
      throw new JobFailure('too-long', `Over ${options.maxDurationSeconds} s`);
    }
    if (!isUsable(seconds, probed, messages)) {
      const whole = (probed.claimedSeconds ?? probed.guessedSeconds ?? 0).toFixed(1);
      const sentence = `Only ${seconds.toFixed(1)} s of ${whole} s could be decoded`;
      throw fileFailure('corrupt-file', sentence, messages);
    }
    return pcm;
  } catch (error) {
    if (error instanceof MediaToolTimeout) {
      throw new JobFailure('timed-out', error.message, { cause: error });
    }
    if (error instanceof MediaToolBroke) {
      throw new JobFailure('corrupt-file', error.message, { cause: error.cause });
    }
    throw error;
  }
}

/**
 * Whether enough of a file was decoded. ffmpeg ends without an error where a file was cut off, so a stated
 * duration counts whatever it says. A guess counts only if there were errors.
 */
export function isUsable(
  decodedSeconds: number,
  { claimedSeconds, guessedSeconds }: Omit<ProbedSong, 'channels'>,
  messages: string,
): boolean {
  const guess = messages === '' ? undefined : guessedSeconds;
  return decodedSeconds >= minUsableFraction * (claimedSeconds ?? guess ?? 0);
}

async function decodeToFile(
  sourcePath: string,
  outPath: string,
  probed: ProbedSong,
  { maxDurationSeconds, signal, onProgress }: DecodeOptions,
): Promise<{ pcm: PcmFile; messages: string }> {
  const writer = await PcmWriter.create(outPath, sampleRateHz, channels);
  // One frame more than allowed shows that a song is too long.
  const maxFrames = Math.floor(maxDurationSeconds * sampleRateHz) + 1;
  const expectedSeconds = probed.claimedSeconds ?? probed.guessedSeconds ?? 0;
  const expectedFrames = Math.min(expectedSeconds * sampleRateHz, maxFrames);
  const read = async (stdout: Readable): Promise<void> => {
    for await (const samples of floatSamples(stdout)) {
      zeroNonFinite(samples);
      await writer.append(samples);
      if (expectedFrames > 0) onProgress?.(Math.min(1, writer.frames / expectedFrames));
      if (writer.frames >= maxFrames) return;
    }
  };
  try {
    const run = await runMediaTool('ffmpeg', await decodeArguments(sourcePath, probed), {
      signal,
      timeoutSeconds: 60 + maxDurationSeconds,
      stallSeconds: 30,
      // MP3 and FLAC decode 500 times faster than they play; this allows 4 times faster, plus a minute.
      processorSeconds: 60 + maxDurationSeconds / 4,
      fileBytes: 0,
      read,
    });
    return { pcm: await writer.close(), messages: run.messages.trim() };
  } catch (error) {
    await writer.close();
    throw error;
  }
}

async function decodeArguments(sourcePath: string, probed: ProbedSong): Promise<string[]> {
  return [
    // One thread, so that memory does not grow with the number of cores. Only FLAC could use more, and it
    // takes no less processor time with them.
    ...['-nostdin', '-threads', '1', '-filter_threads', '1', ...(await inputArguments(sourcePath))],
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-af', `${stereoFilter(probed.channels)},${resampleFilter(sampleRateHz)}`],
    ...['-f', 'f32le', '-'],
  ];
}

/** A filter to two channels. ffmpeg's default for mono would lower the level by 3 dB. */
function stereoFilter(sourceChannels: number): string {
  if (sourceChannels === 1) return 'pan=stereo|c0=c0|c1=c0';
  if (sourceChannels === 2 || sourceChannels > 8) return 'pan=stereo|c0=c0|c1=c1';
  return 'aresample=ochl=stereo:rematrix_maxval=1';
}

/** ffmpeg's best resampler; the default one loses 1.3 dB at 20 kHz. */
export function resampleFilter(rateHz: number): string {
  return `aresample=${rateHz}:resampler=soxr:precision=28`;
}
