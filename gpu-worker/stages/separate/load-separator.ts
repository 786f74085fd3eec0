import { jobOptionsSchema } from '@my-pitch/shared/job';
import type { Logger } from 'pino';
import { durationSecondsOf } from '../../audio/pcm-file.ts';
import type { OnDownload } from './model/download-model.ts';
import { type LocatedModel, locateModel, type ModelRequest } from './model/locate-model.ts';
import { htdemucs } from './model/model-manifest.ts';
import type { Variant } from './model/rewritten-cache.ts';
import { variantFor } from './presets.ts';
import { engineNameOf, type OpenvinoChoice } from './runtime/choose-engine.ts';
import { openvinoHere, preferredProviders } from './runtime/execution-providers.ts';
import { batchThatFits } from './runtime/gpu-memory.ts';
import { isGpu } from './runtime/is-gpu.ts';
import { NetworkSession } from './runtime/network-session.ts';
import { engineOpener } from './runtime/open-engine.ts';
import { rewritingOpener } from './runtime/open-rewritten.ts';
import { VariantSessions } from './runtime/variant-sessions.ts';
import { createSegmentNetwork, type NetworkRunner } from './segment-network.ts';
import { separateSong } from './separate-song.ts';
import type { Separator, WantedStems } from './separator.ts';

export interface SeparatorOptions extends ModelRequest {
  /** By default one per CPU core. */
  readonly threads?: number;
  /** In order of preference; `cpu` is added as the last one. By default those of this machine. */
  readonly executionProviders?: readonly string[];
  /** Segments per call on a GPU. By default four, if its free memory holds them. */
  readonly gpuBatch?: number;
  /** What the first song needs, so that its network is opened at once. By default a job's defaults. */
  readonly firstSong?: WantedStems;
  readonly log: Logger;
  /** Called while a model is downloaded. */
  readonly onDownload?: OnDownload;
  /** Called, and awaited, before an execution provider is tried. */
  readonly onOpening?: (provider: string) => Promise<void>;
}

/**
 * Locates, verifies and opens a separation model.
 * @throws {Error} that says what to do when the model is missing, damaged or has other inputs and outputs.
 */
export async function loadSeparator(options: SeparatorOptions): Promise<Separator> {
  const { onDownload, firstSong = jobOptionsSchema.parse({}) } = options;
  const located = await locateModel(options, onDownload ? { onDownload } : {});
  const { manifest } = located;
  const sessions = new VariantSessions((variant) => openSession(located, options, variant));
  let session = await sessions.open(variantFor(firstSong));
  let networkMs = 0;
  const network = await createSegmentNetwork(manifest, {
    get batch() {
      return session.batch;
    },
    async run(inputs) {
      const startedMs = performance.now();
      const results = await session.run(inputs);
      networkMs += performance.now() - startedMs;
      return results;
    },
  });
  return {
    model: manifest.name,
    get provider() {
      return session.provider;
    },
    get engine() {
      return session.engine;
    },
    async separate(mixture, outDir, separateOptions) {
      session = await sessions.open(variantFor(separateOptions));
      const startedMs = performance.now();
      networkMs = 0;
      const files = await separateSong(network, mixture, outDir, separateOptions);
      options.log.info(
        {
          songSeconds: durationSecondsOf(mixture),
          seconds: (performance.now() - startedMs) / 1000,
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

/** A {@link NetworkSession} that can name its engine. */
interface EngineSession extends NetworkRunner {
  readonly provider: string;
  readonly engine: string;
  close(): Promise<void>;
}

async function openSession(
  located: LocatedModel,
  options: SeparatorOptions,
  variant: Variant,
): Promise<EngineSession> {
  const openvino = openvinoHere();
  const session = await openNetworkSession(located, options, variant, openvino);
  // Only HTDemucs is rewritten in another precision.
  const isRewritten = located.manifest.sha256 === htdemucs.sha256;
  const computed = isRewritten ? variant : ({ ...variant, precision: 'float32' } as const);
  const engine = () => engineNameOf(session.provider, computed, openvino);
  const { provider, batch } = session;
  const why = options.executionProviders ? 'the settings name it' : openvino.why;
  const { name: model } = located.manifest;
  options.log.info({ model, provider, batch, engine: engine(), why }, 'separation model loaded');
  return {
    get provider() {
      return session.provider;
    },
    get engine() {
      return engine();
    },
    get batch() {
      return session.batch;
    },
    run: (inputs) => session.run(inputs),
    close: () => session.close(),
  };
}

function openNetworkSession(
  { path: modelPath, manifest }: LocatedModel,
  { executionProviders = preferredProviders(), ...options }: SeparatorOptions,
  variant: Variant,
  openvino: OpenvinoChoice,
): Promise<NetworkSession> {
  const { threads, gpuBatch, log, onOpening } = options;
  return NetworkSession.open({
    ...{ modelPath, manifest, log },
    providers: [...new Set([...executionProviders, 'cpu'])],
    ...(threads === undefined ? {} : { threads }),
    ...(onOpening ? { onOpening } : {}),
    // Measured on the CPU: two segments per call are no faster and take 0.3 GB more.
    batchFor: async (provider) => (isGpu(provider) ? (gpuBatch ?? batchThatFits(provider)) : 1),
    openNetwork: rewritingOpener(manifest, engineOpener(manifest, openvino), {
      ...{ log, ...variant, openvinoPrecision: openvino.precision },
    }),
  });
}
