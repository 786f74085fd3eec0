import { availableParallelism } from 'node:os';
import { Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import type { NetworkDescription } from '../model/model-shapes.ts';
import type { OpenNetwork } from './open-network.ts';
import { type Handle, OpenvinoLibrary, type PortDescription } from './openvino-library.ts';
import type { Tensors } from './tensor-batches.ts';

interface OpenvinoOptions {
  readonly libraryPath: string;
  readonly precision: 'float32' | 'bfloat16';
  /** By default one per CPU core. */
  readonly threads?: number | undefined;
}

/** Shapes of a network's inputs by name; OpenVINO computes faster when they are fixed. */
type InputShapes = ReadonlyMap<string, readonly number[]>;

/**
 * Opens an ONNX file with OpenVINO, for inputs of these shapes. It computes on its own threads, so the event
 * loop is never blocked.
 * @throws {Error} when the library does not load, has another version, or does not support the network.
 */
export async function openOpenvino(
  modelPath: string,
  inputShapes: InputShapes,
  { libraryPath, ...options }: OpenvinoOptions,
): Promise<OpenNetwork> {
  const library = new OpenvinoLibrary(libraryPath);
  const core = library.createCore();
  try {
    const model = await library.readModel(core, modelPath);
    try {
      library.reshape(model, inputShapes);
      const compiled = await library.compile(core, model, propertiesOf(options));
      return new OpenvinoNetwork(library, core, compiled);
    } finally {
      library.free('model', model);
    }
  } catch (error) {
    // The next engine needs the memory.
    library.free('core', core);
    throw error;
  }
}

function propertiesOf({
  precision,
  threads = availableParallelism(),
}: Omit<OpenvinoOptions, 'libraryPath'>): Readonly<Record<string, string>> {
  return {
    INFERENCE_PRECISION_HINT: precision === 'bfloat16' ? 'bf16' : 'f32',
    // Values that share a scale where 8-bit weights are multiplied as integers: 4 % faster than the default, 32.
    DYNAMIC_QUANTIZATION_GROUP_SIZE: '64',
    INFERENCE_NUM_THREADS: String(threads),
    NUM_STREAMS: '1',
    PERFORMANCE_HINT: 'LATENCY',
    // Attention weights contain many denormals, which CPUs compute very slowly.
    CPU_DENORMALS_OPTIMIZATION: 'YES',
  };
}

class OpenvinoNetwork implements OpenNetwork {
  readonly #library: OpenvinoLibrary;
  readonly #core: Handle;
  readonly #compiled: Handle;
  readonly #request: Handle;
  readonly #inputs: ReadonlyMap<string, Float32Array>;
  readonly #outputs: readonly PortDescription[];
  readonly inputMetadata: NetworkDescription['inputMetadata'];
  readonly outputMetadata: NetworkDescription['outputMetadata'];

  constructor(library: OpenvinoLibrary, core: Handle, compiled: Handle) {
    this.#library = library;
    this.#core = core;
    this.#compiled = compiled;
    this.#request = library.createRequest(compiled);
    const inputs = library.ports(compiled, 'input');
    this.#outputs = library.ports(compiled, 'output');
    this.inputMetadata = inputs.map(describe);
    this.outputMetadata = this.#outputs.map(describe);
    this.#inputs = new Map(
      inputs.map((input) => [input.name, library.values(this.#request, input)]),
    );
  }

  async run(inputs: Tensors): Promise<Tensors> {
    for (const [name, values] of this.#inputs) {
      const data = inputs[name]?.data;
      if (!(data instanceof Float32Array) || data.length !== values.length)
        throw new Error(`The network's input ${name} needs ${values.length} float32 values`);
      values.set(data);
    }
    await this.#library.infer(this.#request);
    return Object.fromEntries(
      this.#outputs.map((output) => {
        // A copy: the library reuses its memory in the next run.
        const data = this.#library.values(this.#request, output).slice();
        return [output.name, new Tensor('float32', data, output.shape)];
      }),
    );
  }

  async release(): Promise<void> {
    this.#library.free('request', this.#request);
    this.#library.free('compiled', this.#compiled);
    this.#library.free('core', this.#core);
  }
}

function describe({ name, isFloat32, shape }: PortDescription) {
  return { name, isTensor: true, type: isFloat32 ? 'float32' : 'other', shape };
}
