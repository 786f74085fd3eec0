import { text } from 'node:stream/consumers';
import { JobFailure } from '@my-pitch/shared/errors';
import { z } from 'zod';
import { runMediaTool } from '../audio/media-tool.ts';
import { inputArguments } from './input-arguments.ts';
import { looksLikeMedia } from './known-signature.ts';

const probeSchema = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string().optional(),
      codec_name: z.string().optional(),
      channels: z.int().nonnegative().optional(),
    }),
  ),
  format: z.object({ duration: z.coerce.number().positive().optional().catch(undefined) }),
});

export interface ProbedSong {
  /** Of the first audio stream. */
  readonly channels: number;
  /** What the container claims, which may be wrong; absent when it claims nothing. */
  readonly claimedSeconds?: number;
}

/**
 * Reads a song's headers.
 * @throws {JobFailure} unsupported-format, corrupt-file or no-audio.
 */
export async function probeSong(path: string, signal: AbortSignal): Promise<ProbedSong> {
  const { exitCode, messages, output } = await runMediaTool(
    'ffprobe',
    [...inputArguments, '-show_entries', 'stream=codec_type,codec_name,channels'].concat([
      '-show_entries',
      'format=duration',
      '-of',
      'json',
      '-i',
      path,
    ]),
    { signal, timeoutSeconds: 30, read: text },
  );
  if (exitCode !== 0) throw await unreadable(path, messages);
  const probed = probeSchema.parse(JSON.parse(output));
  const audio = probed.streams.find((stream) => stream.codec_type === 'audio');
  if (!audio) throw new JobFailure('no-audio', 'No audio stream');
  if (!audio.codec_name) throw new JobFailure('unsupported-format', 'No decoder for the audio');
  const { duration } = probed.format;
  return {
    channels: audio.channels ?? 2,
    ...(duration === undefined ? {} : { claimedSeconds: duration }),
  };
}

/** The failure for a file that cannot be read: damaged when it begins like audio, else no audio at all. */
export async function unreadable(path: string, messages: string): Promise<JobFailure> {
  const code = (await looksLikeMedia(path)) ? 'corrupt-file' : 'unsupported-format';
  return new JobFailure(code, messages.trim() || 'No sample could be decoded');
}
