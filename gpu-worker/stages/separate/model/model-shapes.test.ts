import { expect, test } from 'vitest';
import { htdemucs } from './model-manifest.ts';
import { checkNetwork, type Dimension } from './model-shapes.ts';

const tensor = (name: string, shape: readonly Dimension[], type = 'float32') => ({
  ...{ name, shape, type },
  isTensor: true,
});
/** As ONNX Runtime describes the bundled file. */
const inputMetadata = [
  tensor('input', [1, 2, 343980]),
  tensor('onnx::ReduceMean_1', [1, 4, 2048, 336]),
];
const outputMetadata = [
  tensor('output', [1, 4, 4, 2048, 336]),
  tensor('5073', [1, 4, 'Add5073_dim_2', 343980]),
];
const check = (inputs: typeof inputMetadata, outputs = outputMetadata) =>
  checkNetwork({ inputMetadata: inputs, outputMetadata: outputs }, htdemucs);

test('the bundled network fits its manifest, open dimension and all', () => {
  expect(() => check(inputMetadata)).not.toThrow();
});

test.each([
  ['a missing input', inputMetadata.slice(1), outputMetadata, 'no input input, only onnx'],
  ['a missing output', inputMetadata, outputMetadata.slice(1), 'no output output, only 5073'],
  ['another length', [tensor('input', [1, 2, 44100]), inputMetadata[1]!], outputMetadata, '44100'],
  [
    'too few axes',
    [tensor('input', [2, 343980]), inputMetadata[1]!],
    outputMetadata,
    '[2, 343980]',
  ],
  [
    'another type',
    [tensor('input', [1, 2, 343980], 'float16'), inputMetadata[1]!],
    outputMetadata,
    'float16',
  ],
  [
    'six sources',
    inputMetadata,
    [tensor('output', [1, 6, 4, 2048, 336]), outputMetadata[1]!],
    '[1, 6',
  ],
  ['one more input', [...inputMetadata, tensor('level', [1])], outputMetadata, 'also wants level'],
])('%s is refused', (_name, inputs, outputs, hint) => {
  expect(() => check(inputs, outputs)).toThrow('The model is no htdemucs');
  expect(() => check(inputs, outputs)).toThrow(hint);
});
