import { expect, test } from 'vitest';
import { noise } from '../audio/audio-fixtures.ts';
import { GraphEditor } from '../onnx/graph-editor.ts';
import type { OnnxModel } from '../onnx/onnx-messages.ts';
import { tidyGraph } from '../onnx/tidy-graph.ts';
import { mergeGatedNorm } from './merge-gated-norm.ts';
import { mergePlaneNorm } from './merge-plane-norm.ts';
import { splitGate } from './split-gate.ts';
import { emptyModel, run } from './testing/part-of-network.ts';
import { unfoldTransposed } from './unfold-transposed.ts';
import { winogradGate } from './winograd-gate.ts';

/** A node under the name that HTDemucs gives it. */
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

/** Compares a network before and after a change of it: the greatest difference, and the operators. */
async function compare(model: OnnxModel, change: (editor: GraphEditor) => void) {
  const before = await run(model);
  change(new GraphEditor(model));
  tidyGraph(model.graph);
  const after = await run(model);
  expect(after.length).toBe(before.length);
  const worst = before.reduce((max, x, i) => Math.max(max, Math.abs(x - after[i]!)), 0);
  return { worst, operators: model.graph.nodes.map(({ opType }) => opType) };
}

/** A gated convolution of kernel 3 × 3, of three channels. */
function gatedConvolution(batch: number, bins: number): OnnxModel {
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

test('a gated convolution becomes two', async () => {
  const { worst, operators } = await compare(gatedConvolution(1, 5), (editor) =>
    splitGate(editor, '/rewrite/Conv'),
  );
  expect(worst).toBeLessThan(1e-6);
  expect(operators.sort()).toEqual(['Conv', 'Conv', 'Mul', 'Sigmoid']);
});

test.each([
  [1, 4],
  [2, 8],
  [2, 48],
])('so it does by six products instead of twelve, on %i planes of %i bins', async (batch, bins) => {
  const { worst, operators } = await compare(gatedConvolution(batch, bins), (editor) =>
    winogradGate(editor, '/rewrite/Conv', { channels: 3, bins, frames: 7 }),
  );
  expect(worst).toBeLessThan(5e-6);
  expect(operators).not.toContain('Split');
});

/** Adds a residual layer as PyTorch exports it, for items of four channels. */
function addResidualLayer(e: GraphEditor, x: string, depth: 0 | 1, output?: string): string {
  const at = (index: number, opType: string) =>
    `/dconv/layers.${depth}/layers.${depth}.${index}/${opType}`;
  const reach = 2 ** depth;
  const narrow = e.add('Conv', [x, random(e, 2, 4, 3), random(e, 2)], {
    ...{ dilations: { ints: [reach] }, pads: { ints: [reach, reach] } },
  });
  const few = e.add('Tanh', [name(e, narrow, at(0, 'Conv'))]);
  const many = e.add('Conv', [few, random(e, 8, 2, 1), random(e, 8)]);
  const flat = e.add('Reshape', [name(e, many, at(3, 'Conv')), e.ints([0, 1, -1])]);
  const [one, zero] = [Float32Array.of(1), Float32Array.of(0)];
  const normal = e.add('InstanceNormalization', [flat, e.floats([1], one), e.floats([1], zero)]);
  const normalised = e.add('Reshape', [normal, e.ints([0, 8, -1])]);
  const gained = name(e, e.add('Mul', [normalised, random(e, 8, 1)]), at(4, 'Mul'));
  const moved = name(e, e.add('Add', [gained, random(e, 8, 1)]), at(4, 'Add'));
  const half = e.add('Split', [moved], { axis: { int: 1 } });
  e.graph.nodes.at(-1)!.outputs.push(`gate ${depth}`);
  const gated = e.add('Mul', [half, e.add('Sigmoid', [`gate ${depth}`])]);
  const scaled = name(e, e.add('Mul', [random(e, 4, 1), gated]), at(6, 'Mul'));
  return e.add('Add', [x, scaled], {}, output === undefined ? {} : { output });
}

test('a normalised and gated layer is the same without the normalisation', async () => {
  const model = emptyModel([2, 4, 9], [2, 4, 9]);
  addResidualLayer(new GraphEditor(model), 'x', 0, 'y');
  const { worst, operators } = await compare(model, (editor) =>
    mergeGatedNorm(editor, '/dconv/layers.0'),
  );
  expect(worst).toBeLessThan(2e-6);
  expect(operators).not.toContain('InstanceNormalization');
});

test.each([1, 2])(
  'the residual layers of %i planes are the same without turning them',
  async (batch) => {
    const model = emptyModel([batch, 4, 5, 9], [batch, 4, 5, 9]);
    const e = new GraphEditor(model);
    const turn = { perm: { ints: [0, 2, 1, 3] } };
    const turned = name(e, e.add('Transpose', ['x'], turn), '/Transpose');
    const items = e.add('Reshape', [turned, e.ints([-1, 4, 9])]);
    const between = addResidualLayer(e, items, 0);
    const bins = e.add('Reshape', [addResidualLayer(e, between, 1), e.ints([batch, 5, 4, 9])]);
    const back = e.add('Transpose', [name(e, bins, '/Reshape_1')], turn);
    e.add('Identity', [name(e, back, '/Transpose_1')], {}, { output: 'y' });
    const { worst, operators } = await compare(model, (editor) => mergePlaneNorm(editor, ''));
    expect(worst).toBeLessThan(3e-6);
    expect(operators).not.toContain('InstanceNormalization');
  },
);

test.each([
  ['spectrogram', [1, 3, 5, 6], [3, 2, 8, 1], [20, 6]],
  ['spectrogram', [2, 3, 5, 6], [3, 2, 8, 1], [20, 6]],
  ['waveform', [1, 3, 7], [3, 2, 8], [28]],
  ['waveform', [2, 3, 7], [3, 2, 8], [25]],
] as const)(
  'upsampling of a %s %o is an ordinary convolution',
  async (branch, input, kernel, to) => {
    const model = emptyModel(input, [input[0], 2, ...to]);
    const editor = new GraphEditor(model);
    const isPlane = branch === 'spectrogram';
    const strides = { strides: { ints: isPlane ? [4, 1] : [4] } };
    const inputs = ['x', random(editor, ...kernel), random(editor, 2)];
    const whole = name(
      editor,
      editor.add('ConvTranspose', inputs, strides),
      '/up/conv_tr/ConvTranspose',
    );
    const bounds = [2, 2 + to[0], 2].map((bound) => editor.ints([bound]));
    editor.add('Slice', [whole, ...bounds], {}, { output: 'y' });
    const { worst, operators } = await compare(model, (e) =>
      unfoldTransposed(e, '/up', branch, to[0]),
    );
    expect(worst).toBeLessThan(1e-6);
    expect(operators).not.toContain('ConvTranspose');
  },
);
