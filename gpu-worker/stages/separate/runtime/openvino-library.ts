import koffi from 'koffi';

/** The version whose C interface this code was written and tested with: year and release. */
const supportedVersion = '2026.';

/** A pointer to one of the library's objects. */
export type Handle = unknown;

export interface PortDescription {
  readonly name: string;
  readonly isFloat32: boolean;
  readonly shape: readonly number[];
}

const float32 = 4;
const maxRank = 16;

const shapeType = koffi.struct({ rank: 'int64_t', dims: 'int64_t *' });
const dimensionType = koffi.struct({ min: 'int64_t', max: 'int64_t' });
const partialShapeType = koffi.struct({
  rank: dimensionType,
  dims: koffi.pointer(dimensionType),
});
const propertyType = koffi.struct({ key: 'const char *', value: 'const char *' });
const versionType = koffi.struct({ buildNumber: 'const char *', description: 'const char *' });

/** A function of the library that returns a status; 0 is success. */
interface StatusFunction {
  (...parameters: unknown[]): number;
  async(...parameters: unknown[]): void;
}

/**
 * The functions of OpenVINO's C library that are used here. Every method throws an {Error} with the
 * library's own message when a call fails.
 */
export class OpenvinoLibrary {
  readonly version: string;
  readonly #functions: ReturnType<typeof bind>;

  /** @throws {Error} when there is no such library, or its version is not supported. */
  constructor(path: string, supported = supportedVersion) {
    this.#functions = bind(path);
    const version = { buildNumber: '', description: '' };
    this.#must('version', this.#functions.getVersion(version));
    this.version = version.buildNumber;
    if (!this.version.startsWith(supported)) {
      throw new Error(`OpenVINO ${this.version} is not supported, only ${supported}x`);
    }
  }

  createCore(): Handle {
    return this.#create('ov_core_create', this.#functions.createCore);
  }

  async readModel(core: Handle, path: string): Promise<Handle> {
    const model: [Handle] = [null];
    await this.#mustAsync('ov_core_read_model', this.#functions.readModel, core, path, null, model);
    return model[0];
  }

  /** Fixes the shapes of a model's inputs. */
  reshape(model: Handle, shapes: ReadonlyMap<string, readonly number[]>): void {
    const partial = [...shapes.values()].map((shape) => ({
      rank: { min: shape.length, max: shape.length },
      dims: shape.map((size) => ({ min: size, max: size })),
    }));
    const { reshape } = this.#functions;
    this.#must('ov_model_reshape', reshape(model, [...shapes.keys()], partial, shapes.size));
  }

  async compile(
    core: Handle,
    model: Handle,
    properties: Readonly<Record<string, string>>,
  ): Promise<Handle> {
    const compiled: [Handle] = [null];
    const list = Object.entries(properties).map(([key, value]) => ({ key, value }));
    const parameters = [core, model, 'CPU', list.length, list, compiled];
    await this.#mustAsync('ov_core_compile_model', this.#functions.compile, ...parameters);
    return compiled[0];
  }

  createRequest(compiled: Handle): Handle {
    return this.#create(
      'ov_compiled_model_create_infer_request',
      this.#functions.createRequest,
      compiled,
    );
  }

  /** The inputs or outputs of a compiled model, in its order. */
  ports(compiled: Handle, direction: 'input' | 'output'): readonly PortDescription[] {
    const { size, port } = this.#functions[direction];
    const count: [number] = [0];
    this.#must(`number of ${direction}s`, size(compiled, count));
    return Array.from({ length: Number(count[0]) }, (_, index) => {
      const handle = this.#create(`${direction} ${index}`, port, compiled, index);
      try {
        return this.#describePort(handle);
      } finally {
        this.#functions.free.port(handle);
      }
    });
  }

  /** The values of one of a request's tensors: a view of the library's memory, valid as long as the request. */
  values(request: Handle, { name, shape }: PortDescription): Float32Array {
    const tensor = this.#create(name, this.#functions.getTensor, request, name);
    const address = this.#create(name, this.#functions.tensorData, tensor);
    this.#functions.free.tensor(tensor);
    const bytes = shape.reduce((product, size) => product * size, Float32Array.BYTES_PER_ELEMENT);
    return new Float32Array(koffi.view(address, bytes));
  }

  /** Computes on the library's own threads; the event loop goes on. */
  infer(request: Handle): Promise<void> {
    return this.#mustAsync('ov_infer_request_infer', this.#functions.infer, request);
  }

  free(kind: 'core' | 'model' | 'compiled' | 'request', handle: Handle): void {
    this.#functions.free[kind](handle);
  }

  #describePort(handle: Handle): PortDescription {
    const { portName, elementType, portShape } = this.#functions;
    const name: [string] = [''];
    this.#must('ov_port_get_any_name', portName(handle, name));
    const type: [number] = [0];
    this.#must('ov_port_get_element_type', elementType(handle, type));
    const shape: { rank: number; dims: unknown } = { rank: 0, dims: null };
    this.#must('ov_const_port_get_shape', portShape(handle, shape));
    const rank = Math.min(Number(shape.rank), maxRank);
    const sizes: readonly (number | bigint)[] = koffi.decode(shape.dims, 'int64_t', rank);
    return { name: name[0], isFloat32: type[0] === float32, shape: [...sizes].map(Number) };
  }

  /** Calls a function whose last parameter receives a new object. */
  #create(what: string, create: StatusFunction, ...parameters: unknown[]): Handle {
    const created: [Handle] = [null];
    this.#must(what, create(...parameters, created));
    return created[0];
  }

  #mustAsync(what: string, call: StatusFunction, ...parameters: unknown[]): Promise<void> {
    return new Promise((resolve, reject) => {
      call.async(...parameters, (error: unknown, status: number) => {
        if (error) return reject(error);
        try {
          this.#must(what, status);
          resolve();
        } catch (failure) {
          reject(failure);
        }
      });
    });
  }

  #must(what: string, status: number): void {
    if (status === 0) return;
    const detail: unknown = this.#functions.lastError();
    throw new Error(`OpenVINO failed (${what}, status ${status}): ${detail}`);
  }
}

type Type = Parameters<typeof koffi.out>[0];

function bind(path: string) {
  const library = koffi.load(path);
  const out = (type: Type) => koffi.out(koffi.pointer(type));
  const status = (name: string, ...types: Type[]): StatusFunction =>
    library.func(name, 'int', types);
  const release = (name: string): ((handle: Handle) => void) =>
    library.func(name, 'void', ['void *']);
  const created = out('void *');
  return {
    lastError: library.func('ov_get_last_err_msg', 'const char *', []),
    getVersion: status('ov_get_openvino_version', out(versionType)),
    createCore: status('ov_core_create', created),
    readModel: status('ov_core_read_model', 'void *', 'const char *', 'const char *', created),
    reshape: status(
      'ov_model_reshape',
      ...['void *', 'const char **', koffi.pointer(partialShapeType), 'size_t'],
    ),
    compile: status(
      'ov_core_compile_model_props',
      ...['void *', 'void *', 'const char *', 'size_t', koffi.pointer(propertyType), created],
    ),
    createRequest: status('ov_compiled_model_create_infer_request', 'void *', created),
    input: {
      size: status('ov_compiled_model_inputs_size', 'void *', out('size_t')),
      port: status('ov_compiled_model_input_by_index', 'void *', 'size_t', created),
    },
    output: {
      size: status('ov_compiled_model_outputs_size', 'void *', out('size_t')),
      port: status('ov_compiled_model_output_by_index', 'void *', 'size_t', created),
    },
    portName: status('ov_port_get_any_name', 'void *', out('char *')),
    elementType: status('ov_port_get_element_type', 'void *', out('int')),
    portShape: status('ov_const_port_get_shape', 'void *', out(shapeType)),
    getTensor: status('ov_infer_request_get_tensor', 'void *', 'const char *', created),
    tensorData: status('ov_tensor_data', 'void *', created),
    infer: status('ov_infer_request_infer', 'void *'),
    free: {
      core: release('ov_core_free'),
      model: release('ov_model_free'),
      compiled: release('ov_compiled_model_free'),
      request: release('ov_infer_request_free'),
      tensor: release('ov_tensor_free'),
      port: release('ov_output_const_port_free'),
    },
  };
}
