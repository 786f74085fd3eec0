import { z } from 'zod';
import bundled from './htdemucs.json' with { type: 'json' };

/**
 * What a separation model is, apart from its weights. The network sees one segment at a time, as a
 * waveform [1, channels, segmentFrames] and as a spectrogram [1, 2·channels, bins, frames] whose
 * channels alternate real and imaginary parts; it answers with both for every source, and the sum
 * of the two is the source.
 */
const modelManifestSchema = z
  .strictObject({
    name: z.string().min(1),
    /** Beside the manifest, or `npm:package/file` for a file in an installed npm package. */
    file: z.string().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits'),
    licence: z.string().min(1),
    /** What the worker decodes to. */
    sampleRateHz: z.literal(44100),
    channels: z.literal(2),
    segmentFrames: z.int().positive(),
    stft: z
      .strictObject({
        size: z.int().positive().multipleOf(32),
        hop: z.int().positive(),
        /** The bin at half the sample rate is left out: size / 2 bins. */
      })
      .refine(({ size, hop }) => size === 4 * hop, 'The hop must be a quarter of the transform'),
    inputs: z.strictObject({ waveform: z.string().min(1), spectrogram: z.string().min(1) }),
    outputs: z.strictObject({ waveforms: z.string().min(1), spectrograms: z.string().min(1) }),
    /** In the order of the network's outputs. */
    sources: z.array(z.string().min(1)).min(2),
    /** Which of the sources is the voice. */
    voice: z.string(),
  })
  .refine(({ sources, voice }) => sources.includes(voice), {
    path: ['voice'],
    message: 'The voice must be one of the sources',
  })
  .refine(({ segmentFrames, stft }) => segmentFrames > 2 * stft.size, {
    path: ['segmentFrames'],
    message: 'A segment must be longer than two transforms',
  });
export type ModelManifest = z.infer<typeof modelManifestSchema>;

/**
 * Reads a manifest.
 * @param origin where it came from, for the error.
 * @throws {Error} that names each field that is missing or wrong.
 */
export function parseManifest(json: string, origin: string): ModelManifest {
  const parsed = modelManifestSchema.safeParse(parseJson(json, origin));
  if (parsed.success) return parsed.data;
  throw new Error(`${origin} describes no separation model:\n${z.prettifyError(parsed.error)}`);
}

function parseJson(json: string, origin: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`${origin} is not JSON`, { cause });
  }
}

/** HTDemucs (Rouard, Massa, Défossez 2023), one network for four sources. */
export const htdemucs: ModelManifest = modelManifestSchema.parse(bundled);
