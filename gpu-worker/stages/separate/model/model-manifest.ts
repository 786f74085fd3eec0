import { z } from 'zod';
import bundled from './htdemucs.json' with { type: 'json' };

/**
 * Describes a separation network. Its inputs are a segment's waveform [1, channels, segmentFrames] and
 * spectrogram [1, 2 · channels, bins, frames], whose channels alternate real and imaginary parts. Its
 * outputs are waveforms [1, sources, channels, segmentFrames] and spectrograms
 * [1, sources, 2 · channels, bins, frames]; a source is the sum of the two.
 */
const modelManifestSchema = z
  .strictObject({
    name: z.string().min(1),
    /** Beside the manifest, or `npm:package/file` for a file in an installed npm package. */
    file: z.string().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits'),
    licence: z.string().min(1),
    /** Rate and channels that the worker decodes to. */
    sampleRateHz: z.literal(44100),
    channels: z.literal(2),
    segmentFrames: z.int().positive(),
    /** The spectrogram has size / 2 bins: the bin at half the sample rate is dropped. */
    stft: z
      .strictObject({
        size: z.int().positive().multipleOf(32),
        hop: z.int().positive(),
      })
      .refine(({ size, hop }) => size === 4 * hop, 'The hop must be a quarter of the transform'),
    inputs: z.strictObject({ waveform: z.string().min(1), spectrogram: z.string().min(1) }),
    outputs: z.strictObject({ waveforms: z.string().min(1), spectrograms: z.string().min(1) }),
    /** In the order of the network's outputs. */
    sources: z.array(z.string().min(1)).min(2),
    /** The source that is the voice. */
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
 * Parses a manifest.
 * @param origin path or URL, for the error message.
 * @throws {Error} that names each missing or invalid field.
 */
export function parseManifest(json: string, origin: string): ModelManifest {
  const parsed = modelManifestSchema.safeParse(parseJson(json, origin));
  if (parsed.success) return parsed.data;
  throw new Error(
    `${origin} does not describe a separation model:\n${z.prettifyError(parsed.error)}`,
  );
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
