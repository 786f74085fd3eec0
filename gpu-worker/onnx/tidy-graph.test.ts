import { expect, it } from 'vitest';
import type { OnnxGraph, OnnxNode } from './onnx-messages.ts';
import { tidyGraph } from './tidy-graph.ts';

const node = (name: string, inputs: string[]): OnnxNode => ({
  ...{ name, inputs, outputs: [name], opType: 'Add', attributes: [], domain: '' },
});
const tensor = (name: string) => ({ name, dims: [], dataType: 1, rawData: new Uint8Array(4) });

it('sorts nodes topologically and removes unused nodes and weights', () => {
  const graph: OnnxGraph = {
    name: 'shuffled',
    nodes: [
      node('sum', ['left', 'right']),
      node('unused', ['left']),
      node('right', ['left', 'weights']),
      node('left', ['in', '']),
    ],
    initializers: [tensor('weights'), tensor('forgotten')],
    inputs: [{ name: 'in', type: undefined }],
    outputs: [{ name: 'sum', type: undefined }],
  };
  tidyGraph(graph);
  expect(graph.nodes.map(({ name }) => name)).toEqual(['left', 'right', 'sum']);
  expect(graph.initializers.map(({ name }) => name)).toEqual(['weights']);
});
