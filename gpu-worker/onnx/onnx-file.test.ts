import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeOnnx, encodeOnnx } from './onnx-file.ts';

const tinyModel = new Uint8Array(
  readFileSync(join(import.meta.dirname, '../stages/separate/testing/tiny-model/model.onnx')),
);

test('a model that is read and written is the same model', () => {
  const model = decodeOnnx(tinyModel);
  expect(model.graph.nodes.length).toBeGreaterThan(0);
  expect(decodeOnnx(encodeOnnx(model))).toEqual(model);
});

test('numbers in a list are read one by one or packed', () => {
  // A tensor (field 5) of a graph (7) with the shape [2, 3]: first as two fields, then packed in one.
  const onePerField = Buffer.from('3a062a0408020803', 'hex');
  const packed = Buffer.from('3a062a040a020203', 'hex');
  for (const bytes of [onePerField, packed]) {
    expect(decodeOnnx(bytes).graph.initializers[0]?.dims).toEqual([2, 3]);
  }
});

test('what is no model is refused', () => {
  expect(() => decodeOnnx(new Uint8Array())).toThrow('no ONNX model');
  expect(() => decodeOnnx(Buffer.from('an error page'))).toThrow();
});
