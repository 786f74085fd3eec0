import { expect, test } from 'vitest';
import { emptyModel } from '../htdemucs-rewrites/testing/part-of-network.ts';
import { GraphEditor } from './graph-editor.ts';
import { tidyGraph } from './tidy-graph.ts';

test('names are new, also to a later editor of a network that was tidied', () => {
  const model = emptyModel([1], [1]);
  const first = new GraphEditor(model);
  for (let i = 0; i < 5; i++) first.add('Neg', ['x']);
  first.add('Identity', [first.add('Abs', ['x'])], {}, { output: 'y' });
  tidyGraph(model.graph);
  const second = new GraphEditor(model);
  second.floats([1], Float32Array.of(1));
  for (let i = 0; i < 5; i++) second.add('Abs', ['x']);
  const names = [...model.graph.nodes, ...model.graph.initializers].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(8);
});

test('a shape is read as it was written', () => {
  const editor = new GraphEditor(emptyModel([1], [1]));
  editor.add('Reshape', ['x', editor.ints([-1, 2 ** 40])], {}, { output: 'y' });
  const reshape = editor.graph.nodes[0]!;
  expect(editor.intsOf(reshape, 1)).toEqual([-1, 2 ** 40]);
  expect(() => editor.intsOf(reshape, 0)).toThrow('has no constant integers');
});
