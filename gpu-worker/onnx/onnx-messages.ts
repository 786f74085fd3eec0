/**
 * The messages of onnx.proto3 that a network of plain tensors needs. Doc strings, intermediate value
 * types and metadata are dropped: ONNX Runtime infers the types again.
 */
export interface OnnxModel {
  irVersion: number;
  producerName: string;
  graph: OnnxGraph;
  opsetImports: OperatorSet[];
}

interface OperatorSet {
  domain: string;
  version: number;
}

export interface OnnxGraph {
  nodes: OnnxNode[];
  name: string;
  initializers: OnnxTensor[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
}

export interface OnnxNode {
  inputs: string[];
  outputs: string[];
  name: string;
  opType: string;
  attributes: OnnxAttribute[];
  domain: string;
}

export interface OnnxAttribute {
  name: string;
  float: number;
  int: number;
  string: Uint8Array;
  tensor: OnnxTensor | undefined;
  floats: number[];
  ints: number[];
  type: number;
}

export interface OnnxTensor {
  dims: number[];
  dataType: number;
  name: string;
  /** Little endian, row-major. */
  rawData: Uint8Array;
}

interface OnnxValue {
  name: string;
  type: OnnxType | undefined;
}

interface OnnxType {
  tensor: { elementType: number; shape: { dims: OnnxDimension[] } | undefined } | undefined;
}

interface OnnxDimension {
  /** 0 for a dynamic dimension. */
  size: number;
  /** Name of a dynamic dimension (`dim_param`). Dimensions with the same name have the same size. */
  name?: string;
}

/** A protobuf field: a scalar, or a nested message by name. */
export interface Field {
  readonly name: string;
  readonly kind: 'int' | 'float' | 'text' | 'bytes' | MessageName;
  readonly repeated?: boolean;
}

export type MessageName =
  | 'Model'
  | 'OperatorSet'
  | 'Graph'
  | 'Node'
  | 'Attribute'
  | 'Tensor'
  | 'Value'
  | 'Type'
  | 'TensorType'
  | 'Shape'
  | 'Dimension';

/** Field numbers of onnx.proto3, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3 */
export const onnxMessages: Readonly<Record<MessageName, Readonly<Record<number, Field>>>> = {
  Model: {
    1: { name: 'irVersion', kind: 'int' },
    2: { name: 'producerName', kind: 'text' },
    7: { name: 'graph', kind: 'Graph' },
    8: { name: 'opsetImports', kind: 'OperatorSet', repeated: true },
  },
  OperatorSet: { 1: { name: 'domain', kind: 'text' }, 2: { name: 'version', kind: 'int' } },
  Graph: {
    1: { name: 'nodes', kind: 'Node', repeated: true },
    2: { name: 'name', kind: 'text' },
    5: { name: 'initializers', kind: 'Tensor', repeated: true },
    11: { name: 'inputs', kind: 'Value', repeated: true },
    12: { name: 'outputs', kind: 'Value', repeated: true },
  },
  Node: {
    1: { name: 'inputs', kind: 'text', repeated: true },
    2: { name: 'outputs', kind: 'text', repeated: true },
    3: { name: 'name', kind: 'text' },
    4: { name: 'opType', kind: 'text' },
    5: { name: 'attributes', kind: 'Attribute', repeated: true },
    7: { name: 'domain', kind: 'text' },
  },
  Attribute: {
    1: { name: 'name', kind: 'text' },
    2: { name: 'float', kind: 'float' },
    3: { name: 'int', kind: 'int' },
    4: { name: 'string', kind: 'bytes' },
    5: { name: 'tensor', kind: 'Tensor' },
    7: { name: 'floats', kind: 'float', repeated: true },
    8: { name: 'ints', kind: 'int', repeated: true },
    20: { name: 'type', kind: 'int' },
  },
  Tensor: {
    1: { name: 'dims', kind: 'int', repeated: true },
    2: { name: 'dataType', kind: 'int' },
    8: { name: 'name', kind: 'text' },
    9: { name: 'rawData', kind: 'bytes' },
  },
  Value: { 1: { name: 'name', kind: 'text' }, 2: { name: 'type', kind: 'Type' } },
  Type: { 1: { name: 'tensor', kind: 'TensorType' } },
  TensorType: { 1: { name: 'elementType', kind: 'int' }, 2: { name: 'shape', kind: 'Shape' } },
  Shape: { 1: { name: 'dims', kind: 'Dimension', repeated: true } },
  Dimension: { 1: { name: 'size', kind: 'int' }, 2: { name: 'name', kind: 'text' } },
};
