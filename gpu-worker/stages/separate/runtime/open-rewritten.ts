import type { Rewriting } from '../../../htdemucs-rewrites/rewrite-htdemucs.ts';
import { htdemucs, type ModelManifest } from '../model/model-manifest.ts';
import { type RewriteOptions, rewrittenModel } from '../model/rewritten-cache.ts';
import type { OpenvinoChoice } from './choose-engine.ts';
import { isGpu } from './is-gpu.ts';
import type { NetworkOpener } from './open-network.ts';

interface OpenvinoPrecision {
  readonly openvinoPrecision: OpenvinoChoice['precision'];
}

/**
 * The transformer's weights for OpenVINO. Measured: beside the rounding to bfloat16, weights of 8 bits lose
 * nothing, and the process needs 270 MB less.
 */
const weightsOf = { bfloat16: 'int8-weights', float32: 'float32' } as const;

/**
 * Wraps an opener so that it opens the rewritten HTDemucs instead of the original: the same results with
 * less work, and any number of segments per call. Other models, and a model that cannot be rewritten,
 * are opened unchanged.
 */
export function rewritingOpener(
  manifest: ModelManifest,
  open: NetworkOpener,
  { openvinoPrecision, ...options }: RewriteOptions & OpenvinoPrecision,
): NetworkOpener {
  return async (modelPath, sessionOptions) => {
    if (manifest.sha256 !== htdemucs.sha256) return open(modelPath, sessionOptions);
    const provider = String(sessionOptions.executionProviders?.[0]);
    try {
      const path = await rewrittenModel({ path: modelPath, manifest }, targetOf(provider), {
        ...options,
        ...(provider === 'openvino' ? { precision: weightsOf[openvinoPrecision] } : {}),
      });
      // Measured: without the arena, memory is returned to the system and requested again, which costs a
      // tenth of the time, and more on virtual machines. The rewritten network's peak is no higher with it.
      return await open(path, { ...sessionOptions, enableCpuMemArena: !isGpu(provider) });
    } catch (error) {
      // The next provider opens the rewritten file faster than OpenVINO could the original.
      if (provider === 'openvino') throw error;
      options.log.warn({ err: error }, 'model could not be rewritten, taken as it is');
      return open(modelPath, sessionOptions);
    }
  };
}

function targetOf(provider: string): Rewriting['target'] {
  if (provider === 'openvino') return provider;
  return isGpu(provider) ? 'gpu' : 'cpu';
}
