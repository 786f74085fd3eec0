import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from './onnx-messages.ts';

/** Element and attribute types of onnx.proto3. */
const elementType = { float: 1, uint8: 2, int8: 3, int64: 7 } as const;
const attributeType = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;

/** Floats with their shape, row by row. */
export interface Weights {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

export type AttributeValue =
  | { readonly float: number }
  | { readonly int: number }
  | { readonly string: string }
  | { readonly ints: readonly number[] };

/** A network being changed: its nodes by name, its weights, and new ones. */
export class GraphEditor {
  readonly #model: OnnxModel;
  readonly #nodesByName: Map<string, OnnxNode>;
  readonly #tensors: Map<string, OnnxTensor>;
  #added: number;

  constructor(model: OnnxModel) {
    this.#model = model;
    this.#added = 1 + lastAdded([...this.graph.nodes, ...this.graph.initializers]);
    this.#nodesByName = new Map(this.graph.nodes.map((node) => [node.name, node]));
    this.#tensors = new Map(this.graph.initializers.map((tensor) => [tensor.name, tensor]));
    for (const { opType, attributes, outputs } of this.graph.nodes) {
      const tensor = opType === 'Constant' ? attributes[0]?.tensor : undefined;
      if (tensor && outputs[0]) this.#tensors.set(outputs[0], tensor);
    }
  }

  get graph(): OnnxGraph {
    return this.#model.graph;
  }

  find(name: string): OnnxNode | undefined {
    return this.#nodesByName.get(name);
  }

  /** @throws {Error} when there is none of this name, or it computes something else. */
  node(name: string, opType: string): OnnxNode {
    const node = this.find(name);
    if (node?.opType !== opType) throw new Error(`The network has no ${opType} named ${name}`);
    return node;
  }

  /** The only node that reads a value. */
  consumerOf(value: string, opType: string): OnnxNode {
    const [consumer, ...others] = this.graph.nodes.filter(({ inputs }) => inputs.includes(value));
    if (consumer?.opType !== opType || others.length > 0) {
      throw new Error(`${value} is not read by one ${opType} alone`);
    }
    return consumer;
  }

  /** The constant among a node's inputs. */
  weightsOf({ name, inputs }: OnnxNode, index?: number): Weights {
    const candidates = index === undefined ? inputs : [inputs[index] ?? ''];
    const tensor = candidates.map((input) => this.#tensors.get(input)).find(Boolean);
    if (tensor?.dataType !== elementType.float) throw new Error(`${name} has no constant floats`);
    return floatsOf(tensor);
  }

  /** The integers that are one of a node's inputs, such as a shape. */
  intsOf({ name, inputs }: OnnxNode, index: number): number[] {
    const tensor = this.#tensors.get(inputs[index] ?? '');
    if (tensor?.dataType !== elementType.int64) throw new Error(`${name} has no constant integers`);
    const words = new BigInt64Array(Uint8Array.from(tensor.rawData).buffer);
    return Array.from(words, Number);
  }

  /** A constant by its name, if there is one. */
  parameter(name: string): Weights | undefined {
    const tensor = this.#tensors.get(name);
    return tensor && floatsOf(tensor);
  }

  /** Lets all that read one value read another. */
  replace(value: string, by: string): void {
    for (const node of this.graph.nodes) {
      node.inputs = node.inputs.map((input) => (input === value ? by : input));
    }
  }

  /** @returns the name of a new constant. */
  floats(dims: readonly number[], values: Float32Array): string {
    return this.#addTensor(dims, elementType.float, values);
  }

  int8s(dims: readonly number[], values: Int8Array): string {
    return this.#addTensor(dims, elementType.int8, values);
  }

  ints(values: readonly number[], dims: readonly number[] = [values.length]): string {
    const words = BigInt64Array.from(values, BigInt);
    return this.#addTensor(dims, elementType.int64, words);
  }

  /** Adds a node of standard ONNX, or of ONNX Runtime's own set; `output` is new unless it is given. */
  add(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    { output = this.#newName(opType), domain = '' } = {},
  ): string {
    this.graph.nodes.push({
      ...{ inputs: [...inputs], outputs: [output], name: output, opType, domain },
      attributes: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
    });
    return output;
  }

  /** Adds a node that does what another does, to other inputs. */
  addLike(node: OnnxNode, inputs: readonly string[]): string {
    const output = this.#newName(node.opType);
    this.graph.nodes.push({ ...node, inputs: [...inputs], outputs: [output], name: output });
    return output;
  }

  remove(node: OnnxNode): void {
    this.graph.nodes.splice(this.graph.nodes.indexOf(node), 1);
  }

  #addTensor(dims: readonly number[], dataType: number, values: ArrayBufferView): string {
    const name = this.#newName('constant');
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const tensor = { name, dims: [...dims], dataType, rawData };
    this.graph.initializers.push(tensor);
    this.#tensors.set(name, tensor);
    return name;
  }

  #newName(kind: string): string {
    return `rewritten/${kind}/${this.#added++}`;
  }
}

/** The last number that an earlier editor of the same network has given out. */
function lastAdded(named: readonly { readonly name: string }[]): number {
  const numbers = named.map(({ name }) => Number(/^rewritten\/\w+\/(\d+)$/.exec(name)?.[1] ?? 0));
  return numbers.reduce((last, number) => Math.max(last, number), 0);
}

/** A copy: weights lie anywhere in the file, and floats must begin at a multiple of four bytes. */
function floatsOf({ dims, rawData }: OnnxTensor): Weights {
  return { dims, values: new Float32Array(Uint8Array.from(rawData).buffer) };
}

function attributeOf(name: string, value: AttributeValue): OnnxAttribute {
  const [kind] = Object.keys(value) as [keyof typeof attributeType];
  return {
    name,
    type: attributeType[kind],
    float: 'float' in value ? value.float : 0,
    int: 'int' in value ? value.int : 0,
    string: 'string' in value ? Buffer.from(value.string) : new Uint8Array(),
    ints: 'ints' in value ? [...value.ints] : [],
    floats: [],
    tensor: undefined,
  };
}
