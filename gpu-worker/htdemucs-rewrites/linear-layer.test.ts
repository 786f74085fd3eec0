import { expect, it } from 'vitest';
import { noise } from '../audio/testing/audio-fixtures.ts';
import { GraphEditor } from '../onnx/graph-editor.ts';
import { encodeOnnx } from '../onnx/onnx-file.ts';
import { emptyModel, run } from '../onnx/testing/small-network.ts';
import { fastestPrecision } from './fastest-precision.ts';
import { addLinear, type Precision } from './linear-layer.ts';

const [rows, columns, items] = [64, 48, 20];
const weights = { dims: [rows, columns], values: noise(rows * columns, 3) };
const bias = noise(columns, 4);
const x = noise(items * rows, 5);

async function linear(precision: Precision): Promise<Float32Array> {
  const model = emptyModel([1, items, rows], [1, items, columns]);
  const editor = new GraphEditor(model);
  editor.add('Identity', [addLinear(editor, precision, 'x', weights, bias)], {}, { output: 'y' });
  return run(model, x);
}

const byDefinition = Float32Array.from({ length: items * columns }, (_, i) => {
  const [item, column] = [Math.floor(i / columns), i % columns];
  let sum = bias[column]!;
  for (let row = 0; row < rows; row++) {
    sum += x[item * rows + row]! * weights.values[row * columns + column]!;
  }
  return sum;
});

const errorDb = (found: Float32Array) => {
  const power = (values: Float32Array) => values.reduce((sum, v) => sum + v * v, 0);
  return 10 * Math.log10(power(byDefinition.map((v, i) => v - found[i]!)) / power(byDefinition));
};

it('computes x · weights + bias in floats', async () => {
  expect(errorDb(await linear('float32'))).toBeLessThan(-120);
});

it.skipIf(fastestPrecision() !== 'int8')('is within −35 dB with 8-bit weights', async () => {
  expect(errorDb(await linear('int8'))).toBeLessThan(-35);
});

it('stores 8 bits a weight and multiplies floats', async () => {
  expect(errorDb(await linear('int8-weights'))).toBeLessThan(-40);
  const model = emptyModel([1, items, rows], [1, items, columns]);
  addLinear(new GraphEditor(model), 'int8-weights', 'x', weights, bias);
  expect(encodeOnnx(model).length).toBeLessThan(2 * rows * columns);
});

it('is within −33 dB with 7-bit weights, on every CPU', async () => {
  expect(errorDb(await linear('int7'))).toBeLessThan(-33);
});
