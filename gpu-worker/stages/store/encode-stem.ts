import type { Readable } from 'node:stream';
import { failedTool } from '../../audio/failed-tool.ts';
import { runMediaTool, shortText } from '../../audio/media-tool.ts';
import type { PcmFile } from '../../audio/pcm-file.ts';

export type StemFormat = 'm4a' | 'flac';

const codecArguments: Readonly<Record<StemFormat, readonly string[]>> = {
  // At this rate the fast coder is nearer to the stem than the default, `twoloop`, in a third of its time.
  m4a: [
    ...['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '192k'],
    ...['-movflags', '+faststart', '-f', 'ipod'],
  ],
  flac: ['-c:a', 'flac', '-sample_fmt', 's32', '-bits_per_raw_sample', '24', '-f', 'flac'],
};

/** Far more than a stem takes: its duration is limited. */
const timeLimits = { timeoutSeconds: 600, processorSeconds: 600 };
/** A stem that is still being written takes as long as the separation, which the signal limits. */
const unlimitedSeconds = 7 * 86_400;

/** Room for headers and index, which are larger than the samples of a very short stem. */
const headerBytes = 1024 * 1024;

/**
 * Encodes a stem as AAC in M4A (192 kbit/s) for listening, or as FLAC (24 bits) for archiving. The same audio
 * gives the same bytes in every run, so a retry stores the same artifact.
 * @param options.input the stem's samples, if its file is still being written.
 * @throws {MachineFailure | Error} when ffmpeg fails.
 */
export async function encodeStem(
  pcm: PcmFile,
  outPath: string,
  format: StemFormat,
  { signal, input }: { readonly signal: AbortSignal; readonly input?: Readable },
): Promise<void> {
  const { exitCode, messages } = await runMediaTool(
    'ffmpeg',
    [
      ...['-nostdin', '-y', '-v', 'error', '-f', 'f32le', '-ar', String(pcm.sampleRateHz)],
      ...['-ac', String(pcm.channels), '-i', input ? 'pipe:0' : pcm.path],
      // bitexact omits the encoder's version and the time; one thread makes the encoding deterministic.
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', '-threads', '1'],
      ...codecArguments[format],
      outPath,
    ],
    {
      ...{ signal, ...timeLimits, fileBytes: rawBytes(pcm) + headerBytes, read: shortText(0) },
      ...(input ? { input, timeoutSeconds: unlimitedSeconds } : {}),
    },
  );
  if (exitCode !== 0) throw failedTool(`Encoding ${format}`, messages);
}

/** An upper bound of the encoded samples' size. */
function rawBytes({ frames, channels }: PcmFile): number {
  return frames * channels * Float32Array.BYTES_PER_ELEMENT;
}
