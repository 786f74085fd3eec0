import { describe, expect, it } from 'vitest';
import { GraphEditor } from './graph-editor.ts';
import { emptyModel } from './testing/small-network.ts';
import { tidyGraph } from './tidy-graph.ts';

describe('GraphEditor', () => {
  it('gives out unused names, also in a second editor of the same network', () => {
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

  it('reads back the shape that it wrote', () => {
    const editor = new GraphEditor(emptyModel([1], [1]));
    editor.add('Reshape', ['x', editor.ints([-1, 2 ** 40])], {}, { output: 'y' });
    const reshape = editor.graph.nodes[0]!;
    expect(editor.intsOf(reshape, 1)).toEqual([-1, 2 ** 40]);
    expect(() => editor.intsOf(reshape, 0)).toThrow('has no constant integers');
  });

  it('finds the only reader of a value, and refuses several', () => {
    const editor = new GraphEditor(emptyModel([1], [1]));
    const negative = editor.add('Neg', ['x']);
    editor.add('Identity', [negative], {}, { output: 'y' });
    expect(editor.consumerOf(negative, 'Identity').outputs).toEqual(['y']);
    expect(() => editor.consumerOf(negative, 'Abs')).toThrow('exactly one Abs');
    editor.add('Abs', [negative]);
    expect(() => editor.consumerOf(negative, 'Identity')).toThrow('exactly one Identity');
  });
});
