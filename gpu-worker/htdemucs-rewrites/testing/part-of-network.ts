import { noise } from '../../audio/audio-fixtures.ts';
import { encodeOnnx } from '../../onnx/onnx-file.ts';
import type { OnnxModel } from '../../onnx/onnx-messages.ts';
import { InferenceSession, Tensor } from '../../onnx-runtime/onnx-runtime.ts';

const value = (name: string, sizes: readonly number[]) => ({
  name,
  type: { tensor: { elementType: 1, shape: { dims: sizes.map((size) => ({ size })) } } },
});

/** An empty network from `x` to `y`. */
export function emptyModel(input: readonly number[], output: readonly number[]): OnnxModel {
  const graph = { name: 'part', nodes: [], initializers: [] };
  const ends = { inputs: [value('x', input)], outputs: [value('y', output)] };
  const opsetImports = [
    { domain: '', version: 17 },
    { domain: 'com.microsoft', version: 1 },
  ];
  return { irVersion: 8, producerName: 'test', graph: { ...graph, ...ends }, opsetImports };
}

/** What a network answers, to noise unless something else is given. */
export async function run(model: OnnxModel, x?: Float32Array): Promise<Float32Array> {
  const session = await InferenceSession.create(encodeOnnx(model));
  const dims = model.graph.inputs[0]?.type?.tensor?.shape?.dims.map(({ size }) => size) ?? [];
  const data = x ?? noise(dims.reduce((a, b) => a * b));
  const { y } = await session.run({ x: new Tensor('float32', data, dims) });
  await session.release();
  return y?.data as Float32Array;
}
