import { noise } from '../../audio/testing/audio-fixtures.ts';
import { InferenceSession, Tensor } from '../../onnx-runtime/onnx-runtime.ts';
import { encodeOnnx } from '../onnx-file.ts';
import type { OnnxModel } from '../onnx-messages.ts';

const value = (name: string, sizes: readonly number[]) => ({
  name,
  type: { tensor: { elementType: 1, shape: { dims: sizes.map((size) => ({ size })) } } },
});

/** A network without nodes, with the input `x` and the output `y` of these shapes. */
export function emptyModel(input: readonly number[], output: readonly number[]): OnnxModel {
  const graph = { name: 'small', nodes: [], initializers: [] };
  const ends = { inputs: [value('x', input)], outputs: [value('y', output)] };
  const opsetImports = [
    { domain: '', version: 17 },
    { domain: 'com.microsoft', version: 1 },
  ];
  return { irVersion: 8, producerName: 'test', graph: { ...graph, ...ends }, opsetImports };
}

/** Runs a network with ONNX Runtime and returns `y`. By default `x` is noise. */
export async function run(model: OnnxModel, x?: Float32Array): Promise<Float32Array> {
  const session = await InferenceSession.create(encodeOnnx(model));
  const dims = model.graph.inputs[0]?.type?.tensor?.shape?.dims.map(({ size }) => size) ?? [];
  const data = x ?? noise(dims.reduce((a, b) => a * b));
  const { y } = await session.run({ x: new Tensor('float32', data, dims) });
  await session.release();
  return y?.data as Float32Array;
}
