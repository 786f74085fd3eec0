import { failedTool } from '../../audio/failed-tool.ts';
import { runMediaTool, shortText } from '../../audio/media-tool.ts';
import type { PcmFile } from '../../audio/pcm-file.ts';

export type StemFormat = 'm4a' | 'flac';

const codecArguments: Readonly<Record<StemFormat, readonly string[]>> = {
  m4a: ['-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart', '-f', 'ipod'],
  flac: ['-c:a', 'flac', '-sample_fmt', 's32', '-bits_per_raw_sample', '24', '-f', 'flac'],
};

/** Of our own audio, whose length is limited: far more than it takes. */
const timeLimits = { timeoutSeconds: 600, processorSeconds: 600 };

/** Of a file's headers and index, for stems that are so short that these outgrow their samples. */
const headerBytes = 1024 * 1024;

/**
 * Encodes a stem for listening (AAC 192 kbit/s) or for keeping (FLAC, 24 bits). The same audio gives
 * the same bytes in every run, so that a repeated attempt stores the same artifact.
 * @throws {MachineFailure | Error} when ffmpeg fails.
 */
export async function encodeStem(
  pcm: PcmFile,
  outPath: string,
  format: StemFormat,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const { exitCode, messages } = await runMediaTool(
    'ffmpeg',
    [
      ...['-nostdin', '-y', '-v', 'error', '-f', 'f32le', '-ar', String(pcm.sampleRateHz)],
      ...['-ac', String(pcm.channels), '-i', pcm.path],
      // Bit-exact drops the encoder's version and the time of day; one thread fixes the order of work.
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', '-threads', '1'],
      ...codecArguments[format],
      outPath,
    ],
    { signal, ...timeLimits, fileBytes: rawBytes(pcm) + headerBytes, read: shortText(0) },
  );
  if (exitCode !== 0) throw failedTool(`Encoding ${format}`, messages);
}

/** No stem becomes larger by being encoded. */
function rawBytes({ frames, channels }: PcmFile): number {
  return frames * channels * Float32Array.BYTES_PER_ELEMENT;
}
