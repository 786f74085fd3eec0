import { htdemucs, type ModelManifest } from '../model/model-manifest.ts';
import { type RewriteOptions, rewrittenModel } from '../model/rewritten-cache.ts';
import { isGpu } from './is-gpu.ts';
import type { NetworkOpener } from './open-network.ts';

/**
 * Wraps an opener so that it opens the rewritten HTDemucs instead of the original: the same results with
 * less work, and any number of segments per call. Other models, and a model that cannot be rewritten,
 * are opened unchanged.
 */
export function rewritingOpener(
  manifest: ModelManifest,
  open: NetworkOpener,
  options: RewriteOptions,
): NetworkOpener {
  return async (modelPath, sessionOptions) => {
    if (manifest.sha256 !== htdemucs.sha256) return open(modelPath, sessionOptions);
    const provider = String(sessionOptions.executionProviders?.[0]);
    const machine = isGpu(provider) ? 'gpu' : 'cpu';
    // OpenVINO chooses its precision itself.
    const variant = provider === 'openvino' ? { precision: 'float32' as const } : {};
    try {
      const path = await rewrittenModel({ path: modelPath, manifest }, machine, {
        ...options,
        ...variant,
      });
      // Measured: without the arena, memory is returned to the system and requested again, which costs a
      // tenth of the time, and more on virtual machines. The rewritten network's peak is no higher with it.
      return await open(path, { ...sessionOptions, enableCpuMemArena: machine === 'cpu' });
    } catch (error) {
      // The next provider opens the rewritten file faster than OpenVINO could the original.
      if (provider === 'openvino') throw error;
      options.log.warn({ err: error }, 'model could not be rewritten, taken as it is');
      return open(modelPath, sessionOptions);
    }
  };
}
