import type { Readable } from 'node:stream';
import { failedTool } from '../../audio/failed-tool.ts';
import { runMediaTool } from '../../audio/media-tool.ts';
import type { PcmFile } from '../../audio/pcm-file.ts';
import { resampleFilter } from './decode-song.ts';
import { floatSamples } from './float-samples.ts';

/**
 * The mean of a file's channels at another sample rate [frames], in memory: 5 MB per minute at 22.05 kHz.
 * @throws {MachineFailure | Error} when ffmpeg fails.
 */
export async function resampleToMono(
  pcm: PcmFile,
  sampleRateHz: number,
  { signal }: { readonly signal: AbortSignal },
): Promise<Float32Array> {
  const mean = Array.from({ length: pcm.channels }, (_, c) => `${1 / pcm.channels}*c${c}`);
  const { exitCode, messages, output } = await runMediaTool(
    'ffmpeg',
    [
      ...['-nostdin', '-v', 'error', '-f', 'f32le', '-ar', String(pcm.sampleRateHz)],
      ...['-ac', String(pcm.channels), '-i', pcm.path],
      ...['-af', `pan=mono|c0=${mean.join('+')},${resampleFilter(sampleRateHz)}`],
      ...['-f', 'f32le', '-'],
    ],
    { signal, timeoutSeconds: 600, processorSeconds: 600, fileBytes: 0, read: collect },
  );
  if (exitCode !== 0) throw failedTool('Resampling', messages);
  return joined(output);
}

async function collect(stdout: Readable): Promise<Float32Array[]> {
  const parts: Float32Array[] = [];
  for await (const part of floatSamples(stdout)) parts.push(part);
  return parts;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
