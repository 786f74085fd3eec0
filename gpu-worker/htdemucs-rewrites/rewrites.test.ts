import { expect, it } from 'vitest';
import { noise } from '../audio/testing/audio-fixtures.ts';
import { GraphEditor } from '../onnx/graph-editor.ts';
import type { OnnxModel } from '../onnx/onnx-messages.ts';
import { emptyModel, run } from '../onnx/testing/small-network.ts';
import { tidyGraph } from '../onnx/tidy-graph.ts';
import { fuseFrequencyDconv } from './fuse-frequency-dconv.ts';
import { fuseGroupNorm } from './fuse-group-norm.ts';
import { splitGlu } from './split-glu.ts';
import { upsampleBySubpixels } from './subpixel-upsampling.ts';
import { winogradGlu } from './winograd-glu.ts';

/** Gives a node the name that it has in HTDemucs. */
function name(editor: GraphEditor, output: string, as: string): string {
  editor.graph.nodes.find((node) => node.name === output)!.name = as;
  return output;
}

const random = (editor: GraphEditor, ...dims: number[]) =>
  editor.floats(
    dims,
    noise(
      dims.reduce((a, b) => a * b),
      dims.length,
    ),
  );

/** Runs a network before and after a rewrite: the maximum difference, and the operators afterwards. */
async function compare(model: OnnxModel, rewrite: (editor: GraphEditor) => void) {
  const before = await run(model);
  rewrite(new GraphEditor(model));
  tidyGraph(model.graph);
  const after = await run(model);
  expect(after.length).toBe(before.length);
  const maxError = before.reduce((max, x, i) => Math.max(max, Math.abs(x - after[i]!)), 0);
  return { maxError, operators: model.graph.nodes.map(({ opType }) => opType) };
}

/** A convolution of kernel 3 × 3 over three channels, with a gated linear unit. */
function convolutionWithGlu(batch: number, bins: number): OnnxModel {
  const model = emptyModel([batch, 3, bins, 7], [batch, 2, bins, 7]);
  const editor = new GraphEditor(model);
  const inputs = ['x', random(editor, 4, 3, 3, 3), random(editor, 4)];
  const convolved = editor.add('Conv', inputs, { pads: { ints: [1, 1, 1, 1] } });
  name(editor, convolved, '/rewrite/Conv');
  const value = editor.add('Split', [convolved], { axis: { int: 1 } });
  editor.graph.nodes.at(-1)!.outputs.push('gate');
  editor.add('Mul', [value, editor.add('Sigmoid', ['gate'])], {}, { output: 'y' });
  return model;
}

it('splits a convolution with a gated linear unit into two', async () => {
  const { maxError, operators } = await compare(convolutionWithGlu(1, 5), (editor) =>
    splitGlu(editor, '/rewrite/Conv'),
  );
  expect(maxError).toBeLessThan(1e-6);
  expect(operators.sort()).toEqual(['Conv', 'Conv', 'Mul', 'Sigmoid']);
});

it.each([
  [1, 4],
  [2, 8],
  [2, 48],
])(
  'computes the same by Winograd’s F(4, 3), for a batch of %i with %i bins',
  async (batch, bins) => {
    const { maxError, operators } = await compare(convolutionWithGlu(batch, bins), (editor) =>
      winogradGlu(editor, '/rewrite/Conv', { channels: 3, bins, frames: 7 }),
    );
    expect(maxError).toBeLessThan(5e-6);
    expect(operators).not.toContain('Split');
  },
);

/** Adds a residual layer as PyTorch exports it, for four channels. */
function addResidualLayer(e: GraphEditor, x: string, depth: 0 | 1, output?: string): string {
  const at = (index: number, opType: string) =>
    `/dconv/layers.${depth}/layers.${depth}.${index}/${opType}`;
  const dilation = 2 ** depth;
  const narrow = e.add('Conv', [x, random(e, 2, 4, 3), random(e, 2)], {
    ...{ dilations: { ints: [dilation] }, pads: { ints: [dilation, dilation] } },
  });
  const active = e.add('Tanh', [name(e, narrow, at(0, 'Conv'))]);
  const wide = e.add('Conv', [active, random(e, 8, 2, 1), random(e, 8)]);
  const flat = e.add('Reshape', [name(e, wide, at(3, 'Conv')), e.ints([0, 1, -1])]);
  const [one, zero] = [Float32Array.of(1), Float32Array.of(0)];
  const normal = e.add('InstanceNormalization', [flat, e.floats([1], one), e.floats([1], zero)]);
  const normalised = e.add('Reshape', [normal, e.ints([0, 8, -1])]);
  const gained = name(e, e.add('Mul', [normalised, random(e, 8, 1)]), at(4, 'Mul'));
  const shifted = name(e, e.add('Add', [gained, random(e, 8, 1)]), at(4, 'Add'));
  const half = e.add('Split', [shifted], { axis: { int: 1 } });
  e.graph.nodes.at(-1)!.outputs.push(`gate ${depth}`);
  const gated = e.add('Mul', [half, e.add('Sigmoid', [`gate ${depth}`])]);
  const scaled = name(e, e.add('Mul', [random(e, 4, 1), gated]), at(6, 'Mul'));
  return e.add('Add', [x, scaled], {}, output === undefined ? {} : { output });
}

it('computes a residual layer without its normalisation', async () => {
  const model = emptyModel([2, 4, 9], [2, 4, 9]);
  addResidualLayer(new GraphEditor(model), 'x', 0, 'y');
  const { maxError, operators } = await compare(model, (editor) =>
    fuseGroupNorm(editor, '/dconv/layers.0'),
  );
  expect(maxError).toBeLessThan(2e-6);
  expect(operators).not.toContain('InstanceNormalization');
});

it.each([1, 2])(
  'computes residual layers of the frequency branch without transposing, for a batch of %i',
  async (batch) => {
    const model = emptyModel([batch, 4, 5, 9], [batch, 4, 5, 9]);
    const e = new GraphEditor(model);
    const swap = { perm: { ints: [0, 2, 1, 3] } };
    const transposed = name(e, e.add('Transpose', ['x'], swap), '/Transpose');
    const items = e.add('Reshape', [transposed, e.ints([-1, 4, 9])]);
    const between = addResidualLayer(e, items, 0);
    const bins = e.add('Reshape', [addResidualLayer(e, between, 1), e.ints([batch, 5, 4, 9])]);
    const back = e.add('Transpose', [name(e, bins, '/Reshape_1')], swap);
    e.add('Identity', [name(e, back, '/Transpose_1')], {}, { output: 'y' });
    const { maxError, operators } = await compare(model, (editor) =>
      fuseFrequencyDconv(editor, ''),
    );
    expect(maxError).toBeLessThan(3e-6);
    expect(operators).not.toContain('InstanceNormalization');
  },
);

it.each([
  ['spectrogram', [1, 3, 5, 6], [3, 2, 8, 1], [20, 6]],
  ['spectrogram', [2, 3, 5, 6], [3, 2, 8, 1], [20, 6]],
  ['waveform', [1, 3, 7], [3, 2, 8], [28]],
  ['waveform', [2, 3, 7], [3, 2, 8], [25]],
] as const)('upsamples a %s %o by an ordinary convolution', async (branch, input, kernel, to) => {
  const model = emptyModel(input, [input[0], 2, ...to]);
  const editor = new GraphEditor(model);
  const is2d = branch === 'spectrogram';
  const strides = { strides: { ints: is2d ? [4, 1] : [4] } };
  const inputs = ['x', random(editor, ...kernel), random(editor, 2)];
  const untrimmed = name(
    editor,
    editor.add('ConvTranspose', inputs, strides),
    '/up/conv_tr/ConvTranspose',
  );
  const bounds = [2, 2 + to[0], 2].map((bound) => editor.ints([bound]));
  editor.add('Slice', [untrimmed, ...bounds], {}, { output: 'y' });
  const { maxError, operators } = await compare(model, (e) =>
    upsampleBySubpixels(e, '/up', branch, to[0]),
  );
  expect(maxError).toBeLessThan(1e-6);
  expect(operators).not.toContain('ConvTranspose');
});
