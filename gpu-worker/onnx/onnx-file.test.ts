import { expect, it } from 'vitest';
import { decodeOnnx, encodeOnnx } from './onnx-file.ts';
import { writeOnnx } from './testing/onnx-writer.ts';

/** y = x · weights, written by another implementation of the format. */
const product = new Uint8Array(
  writeOnnx({
    name: 'product',
    inputs: [{ name: 'x', shape: [1, 2] }],
    outputs: [{ name: 'y', shape: [1, 3] }],
    constants: [{ name: 'weights', shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) }],
    nodes: [{ operator: 'MatMul', inputs: ['x', 'weights'], outputs: ['y'] }],
  }),
);

it('reads nodes, weights and shapes', () => {
  const { graph } = decodeOnnx(product);
  expect(graph.nodes).toMatchObject([{ opType: 'MatMul', inputs: ['x', 'weights'] }]);
  expect(graph.initializers).toMatchObject([{ name: 'weights', dims: [2, 3], dataType: 1 }]);
  expect(graph.initializers[0]?.rawData).toHaveLength(6 * 4);
  expect(graph.outputs[0]?.type?.tensor?.shape?.dims.map(({ size }) => size)).toEqual([1, 3]);
});

it('reads back the model that it wrote', () => {
  const model = decodeOnnx(product);
  expect(decodeOnnx(encodeOnnx(model))).toEqual(model);
});

it('reads repeated numbers one by one or packed', () => {
  // A tensor (field 5) of a graph (7) with the shape [2, 3]: as two fields, then packed into one.
  const onePerField = Buffer.from('3a062a0408020803', 'hex');
  const packed = Buffer.from('3a062a040a020203', 'hex');
  for (const bytes of [onePerField, packed]) {
    expect(decodeOnnx(bytes).graph.initializers[0]?.dims).toEqual([2, 3]);
  }
});

it('refuses bytes that are not an ONNX model', () => {
  expect(() => decodeOnnx(new Uint8Array())).toThrow('not an ONNX model');
  expect(() => decodeOnnx(Buffer.from('an error page'))).toThrow();
});
