import { expect, it } from 'vitest';
import { htdemucs } from './model-manifest.ts';
import { checkNetwork, type Dimension } from './model-shapes.ts';

const tensor = (name: string, shape: readonly Dimension[], type = 'float32') => ({
  ...{ name, shape, type },
  isTensor: true,
});
/** Inputs and outputs of the bundled file, as ONNX Runtime reports them. */
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

it('accepts the bundled network, whose source channels are a dynamic dimension', () => {
  expect(() => check(inputMetadata)).not.toThrow();
});

it.each([
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
  ['one more input', [...inputMetadata, tensor('level', [1])], outputMetadata, 'also needs level'],
])('refuses %s', (_name, inputs, outputs, hint) => {
  expect(() => check(inputs, outputs)).toThrow('The model is not htdemucs');
  expect(() => check(inputs, outputs)).toThrow(hint);
});

const voiceOnly = [
  tensor('output', ['batch', 1, 4, 2048, 336]),
  tensor('5073', ['batch', 1, 2, 343980]),
];

it('accepts a network rewritten for the voice alone', () => {
  expect(() => check(inputMetadata, voiceOnly)).not.toThrow();
});

it('refuses a network with one source in only one of its outputs', () => {
  const mixed = [voiceOnly[0]!, outputMetadata[1]!];
  expect(() => check(inputMetadata, mixed)).toThrow('output is [batch, 1, 4, 2048, 336]');
});

it('lists every difference', () => {
  expect(() => check([], [])).toThrow(
    /no input input.*no input onnx.*no output 5073.*no output out/,
  );
});
