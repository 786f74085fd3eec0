import { JobFailure } from '@my-pitch/shared/errors';
import { z } from 'zod';
import { runMediaTool, shortText } from '../../audio/media-tool.ts';
import { fileFailure, unreadable } from './file-failure.ts';
import { inputArguments } from './input-arguments.ts';

/** ffprobe takes 0.1 to 0.3 s for real files, mostly to start. */
const limits = { timeoutSeconds: 20, processorSeconds: 3, fileBytes: 0 };

/** ffprobe's output for 128 streams has 20 KB. */
const maxOutputBytes = 256 * 1024;

/**
 * Resampling from 4 Hz would take 1.5 GB of memory; no recording of a voice has less than 4 kHz. DSD512
 * has the highest real rate, 2.8224 MHz; 88 KB at 2 GHz took 12 s on a busy machine.
 */
const sampleRatesHz = { min: 4000, max: 2_822_400 };

const probeSchema = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string().optional(),
      codec_name: z.string().optional(),
      channels: z.int().nonnegative().optional(),
      sample_rate: z.coerce.number().int().positive().optional().catch(undefined),
    }),
  ),
  format: z.object({ duration: z.coerce.number().positive().optional().catch(undefined) }),
});

export interface ProbedSong {
  /** Of the first audio stream. */
  readonly channels: number;
  /** The duration that the container states, which may be wrong; absent if it states none. */
  readonly claimedSeconds?: number;
  /**
   * ffmpeg's guess from the file's size and the bit rate of its beginning, where the container states no
   * duration. After a silent beginning at a variable bit rate it can be twenty times too long.
   */
  readonly guessedSeconds?: number;
}

/** ffprobe's warning that the duration is a guess. Its output does not tell. */
const guessWarning = 'Estimating duration from bitrate';

/**
 * Reads a song's headers.
 * @throws {JobFailure} unsupported-format, corrupt-file or no-audio.
 */
export async function probeSong(path: string, signal: AbortSignal): Promise<ProbedSong> {
  const { exitCode, messages, output } = await runMediaTool(
    'ffprobe',
    [
      ...['-show_entries', 'stream=codec_type,codec_name,channels,sample_rate:format=duration'],
      ...['-of', 'json', ...(await inputArguments(path))],
      // Of two levels the last one counts.
      ...['-v', 'warning'],
    ],
    { ...limits, signal, read: shortText(maxOutputBytes) },
  );
  if (exitCode !== 0) throw await unreadable(path, messages);
  return parseProbe(output, messages);
}

/**
 * The first audio stream in ffprobe's JSON. Stereo is assumed if the channels are unknown.
 * @throws {JobFailure} unsupported-format, corrupt-file or no-audio.
 */
export function parseProbe(output: string, messages: string): ProbedSong {
  const probed = parseOutput(output, messages);
  const audio = probed.streams.find((stream) => stream.codec_type === 'audio');
  if (!audio) throw new JobFailure('no-audio', 'No audio stream');
  if (!audio.codec_name) throw new JobFailure('unsupported-format', 'No decoder for the audio');
  if (audio.sample_rate !== undefined) checkRate(audio.sample_rate);
  const { duration } = probed.format;
  const channels = audio.channels ?? 2;
  if (duration === undefined) return { channels };
  const isGuess = messages.includes(guessWarning);
  return { channels, ...(isGuess ? { guessedSeconds: duration } : { claimedSeconds: duration }) };
}

function checkRate(rateHz: number): void {
  const { min, max } = sampleRatesHz;
  if (rateHz >= min && rateHz <= max) return;
  const detail = `A sample rate of ${rateHz} Hz, which is not between ${min} and ${max} Hz`;
  throw new JobFailure('corrupt-file', detail);
}

function parseOutput(output: string, messages: string): z.infer<typeof probeSchema> {
  try {
    return probeSchema.parse(JSON.parse(output));
  } catch (error) {
    // A damaged file can make ffprobe write invalid values or, beyond maxOutputBytes, truncated JSON.
    throw fileFailure('corrupt-file', 'The headers make no sense', `${messages}\n${error}`);
  }
}
