import type { Logger } from 'pino';
import { durationSecondsOf } from '../../audio/pcm-file.ts';
import type { OnDownload } from './model/download-model.ts';
import { locateModel, type ModelRequest } from './model/locate-model.ts';
import type { ModelManifest } from './model/model-manifest.ts';
import { rewritingOpener, type Variant } from './model/open-rewritten.ts';
import { preferredProviders } from './runtime/execution-providers.ts';
import { batchThatFits } from './runtime/gpu-memory.ts';
import { fastestPrecision } from './runtime/instruction-sets.ts';
import { NetworkSession, openOnnxRuntime } from './runtime/network-session.ts';
import { createSegmentNetwork } from './runtime/segment-network.ts';
import { VariantSessions } from './runtime/variant-sessions.ts';
import { separateSong } from './separate-song.ts';
import type { Separator, WantedStems } from './separator.ts';

export interface SeparatorOptions extends ModelRequest {
  /** By default one per processor. */
  readonly threads?: number;
  /** In order of preference; `cpu` is added as the last resort. By default what this machine has. */
  readonly executionProviders?: readonly string[];
  /** Segments computed at a time on a GPU. By default four, if its free memory holds them. */
  readonly gpuBatch?: number;
  /** What the first song will ask for, where that is known: its network is then the only one opened. */
  readonly firstSong?: WantedStems;
  readonly log: Logger;
  /** Called while a model is fetched from the network. */
  readonly onDownload?: OnDownload;
  /** Called before an execution provider is tried, and waited for. */
  readonly onOpening?: (provider: string) => Promise<void>;
}

/**
 * Finds, checks and opens a separation model.
 * @throws {Error} that says what to do when the model is missing, damaged or of another shape.
 */
export async function loadSeparator(options: SeparatorOptions): Promise<Separator> {
  const { onDownload, firstSong = { preset: 'balanced', stems: 'two' } } = options;
  const { path, manifest } = await locateModel(options, onDownload ? { onDownload } : {});
  const sessions = new VariantSessions((variant) => openSession(path, manifest, options, variant));
  let session = await sessions.open(variantFor(firstSong));
  let networkMs = 0;
  const network = await createSegmentNetwork(manifest, {
    get batch() {
      return session.batch;
    },
    async run(inputs) {
      const started = performance.now();
      const results = await session.run(inputs);
      networkMs += performance.now() - started;
      return results;
    },
  });
  const { provider, batch } = session;
  options.log.info({ model: manifest.name, provider, batch }, 'separation model loaded');
  return {
    model: manifest.name,
    get provider() {
      return session.provider;
    },
    async separate(mixture, outDir, separateOptions) {
      session = await sessions.open(variantFor(separateOptions));
      const started = performance.now();
      networkMs = 0;
      const files = await separateSong(network, mixture, outDir, separateOptions);
      options.log.info(
        {
          songSeconds: durationSecondsOf(mixture),
          seconds: (performance.now() - started) / 1000,
          networkSeconds: networkMs / 1000,
        },
        'song separated',
      );
      return files;
    },
    async close() {
      network.close();
      await sessions.close();
    },
  };
}

/**
 * The cheapest network that does for a song: two stems need the voice alone, and whoever is in a
 * hurry takes 8 bits in the transformer, which lose 0.004 dB. Otherwise it is the model to the last bit
 * that matters.
 */
function variantFor({ preset, stems }: WantedStems): Variant {
  const precision = preset === 'fast' ? fastestPrecision() : 'float32';
  return { precision, voiceOnly: stems === 'two' };
}

function openSession(
  modelPath: string,
  manifest: ModelManifest,
  { executionProviders = preferredProviders(), ...options }: SeparatorOptions,
  variant: Variant,
): Promise<NetworkSession> {
  const { threads, gpuBatch, log, onOpening } = options;
  return NetworkSession.open({
    ...{ modelPath, manifest, log },
    providers: [...new Set([...executionProviders, 'cpu'])],
    ...(threads === undefined ? {} : { threads }),
    ...(onOpening ? { onOpening } : {}),
    // Measured on the processor: two at a time are no faster, and take 0.3 GB more.
    batchFor: async (provider) => (provider === 'cpu' ? 1 : (gpuBatch ?? batchThatFits(provider))),
    openNetwork: rewritingOpener(manifest, openOnnxRuntime, { log, ...variant }),
  });
}
