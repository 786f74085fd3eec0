import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from './onnx-messages.ts';

/** Values of TensorProto.DataType and AttributeProto.AttributeType in onnx.proto3. */
const elementType = { float: 1, uint8: 2, int8: 3, int64: 7 } as const;
const attributeType = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;

/** Floats in row-major order. */
export interface Weights {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

export type AttributeValue =
  | { readonly float: number }
  | { readonly int: number }
  | { readonly string: string }
  | { readonly ints: readonly number[] };

/** Edits a network in place: finds nodes and weights by name, adds and removes nodes. */
export class GraphEditor {
  readonly #model: OnnxModel;
  readonly #nodesByName: Map<string, OnnxNode>;
  readonly #tensors: Map<string, OnnxTensor>;
  /** Number of the next new name. */
  #nextNumber: number;

  constructor(model: OnnxModel) {
    this.#model = model;
    this.#nextNumber = 1 + maxNumberOf([...this.graph.nodes, ...this.graph.initializers]);
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

  /** @throws {Error} when no node has this name, or it has another operator type. */
  node(name: string, opType: string): OnnxNode {
    const node = this.find(name);
    if (node?.opType !== opType) throw new Error(`The network has no ${opType} named ${name}`);
    return node;
  }

  /**
   * The only node that reads a value.
   * @throws {Error} when several nodes read it, or one of another operator type.
   */
  consumerOf(value: string, opType: string): OnnxNode {
    const [consumer, ...others] = this.graph.nodes.filter(({ inputs }) => inputs.includes(value));
    if (consumer?.opType !== opType || others.length > 0) {
      throw new Error(`Expected exactly one ${opType} to read ${value}`);
    }
    return consumer;
  }

  /**
   * A node's constant input: the one at `index`, or the first constant.
   * @throws {Error} when it is no constant, or does not hold 32-bit floats.
   */
  weightsOf({ name, inputs }: OnnxNode, index?: number): Weights {
    const candidates = index === undefined ? inputs : [inputs[index] ?? ''];
    const tensor = candidates.map((input) => this.#tensors.get(input)).find(Boolean);
    if (tensor?.dataType !== elementType.float) throw new Error(`${name} has no constant floats`);
    return floatsOf(tensor);
  }

  /**
   * A node's constant input of 64-bit integers, such as a shape.
   * @throws {Error} when it is no constant, or holds another type.
   */
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

  /** Makes every reader of `value` read `replacement` instead. */
  replace(value: string, replacement: string): void {
    for (const node of this.graph.nodes) {
      node.inputs = node.inputs.map((input) => (input === value ? replacement : input));
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

  /**
   * Adds a node with one output.
   * @param attributes by name.
   * @returns the output's name: `output` if given, otherwise a new one.
   */
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

  /** Adds a copy of a node that reads other inputs. */
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
    return `rewritten/${kind}/${this.#nextNumber++}`;
  }
}

/** The largest number in names that an earlier editor of the same network gave out; 0 if none. */
function maxNumberOf(named: readonly { readonly name: string }[]): number {
  const numbers = named.map(({ name }) => Number(/^rewritten\/\w+\/(\d+)$/.exec(name)?.[1] ?? 0));
  return numbers.reduce((max, number) => Math.max(max, number), 0);
}

/** Copies: weights may start at any byte of the file, a Float32Array only at a multiple of four. */
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
