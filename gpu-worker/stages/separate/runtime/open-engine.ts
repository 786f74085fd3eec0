import type { ModelManifest } from '../model/model-manifest.ts';
import { expectedShapes } from '../model/model-shapes.ts';
import type { OpenvinoChoice } from './choose-engine.ts';
import { type NetworkOpener, openOnnxRuntime } from './open-network.ts';

/** Opens networks with OpenVINO for the provider `openvino`, and with ONNX Runtime for every other one. */
export function engineOpener(
  manifest: ModelManifest,
  { libraryPath, precision }: Pick<OpenvinoChoice, 'libraryPath' | 'precision'>,
): NetworkOpener {
  return async (modelPath, options) => {
    if (options.executionProviders?.[0] !== 'openvino') return openOnnxRuntime(modelPath, options);
    if (libraryPath === undefined) throw new Error('OpenVINO is not installed');
    // Loaded only here: koffi has no binary for some systems on which ONNX Runtime works.
    const { openOpenvino } = await import('./open-openvino.ts');
    const shapes = expectedShapes(manifest);
    const inputs = Object.values(manifest.inputs).map(
      (name) => [name, shapes.get(name) ?? []] as const,
    );
    const threads = options.intraOpNumThreads;
    return openOpenvino(modelPath, new Map(inputs), { libraryPath, precision, threads });
  };
}
