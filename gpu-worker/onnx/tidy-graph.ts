import type { OnnxGraph, OnnxNode } from './onnx-messages.ts';

/** Removes nodes and weights that no output depends on, and sorts the nodes topologically. */
export function tidyGraph(graph: OnnxGraph): void {
  const producers = new Map(graph.nodes.flatMap((node) => node.outputs.map((o) => [o, node])));
  const ordered = new Set<OnnxNode>();
  const pending = graph.outputs.map(({ name }) => name).reverse();
  const needed = new Set<string>();
  // Depth-first search with an explicit stack: a value stays on it until its inputs are in place.
  while (pending.length > 0) {
    const value = pending.at(-1) as string;
    const node = producers.get(value);
    const missing = node && !ordered.has(node) ? node.inputs.filter((i) => !needed.has(i)) : [];
    if (missing.length > 0) {
      pending.push(...missing);
      continue;
    }
    if (node) ordered.add(node);
    needed.add(value);
    pending.pop();
  }
  graph.nodes = [...ordered];
  graph.initializers = graph.initializers.filter(({ name }) => needed.has(name));
}
