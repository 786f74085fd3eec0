/**
 * Writes small ONNX models in protobuf's wire format, independently of `onnx-file.ts`. Field numbers are
 * those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
 */
interface OnnxTensorType {
  readonly name: string;
  readonly shape: readonly number[];
}

interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface OnnxConstant extends OnnxTensorType {
  readonly values: Float32Array | BigInt64Array;
}

export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxTensorType[];
  readonly outputs: readonly OnnxTensorType[];
  readonly constants: readonly OnnxConstant[];
  readonly nodes: readonly OnnxNode[];
}

const irVersion = 8;
const opset = 13;
const floatType = 1;
const int64Type = 7;

/** The bytes of a model file. */
export function writeOnnx(graph: OnnxGraph): Uint8Array {
  return message([
    number(1, irVersion),
    field(7, graphOf(graph)),
    field(8, message([number(2, opset)])),
  ]);
}

function graphOf({ name, inputs, outputs, constants, nodes }: OnnxGraph): Uint8Array {
  return message([
    ...nodes.map((node) => field(1, nodeOf(node))),
    text(2, name),
    ...constants.map((constant) => field(5, tensorOf(constant))),
    ...inputs.map((input) => field(11, describe(input))),
    ...outputs.map((output) => field(12, describe(output))),
  ]);
}

function nodeOf({ operator, inputs, outputs }: OnnxNode): Uint8Array {
  const names = [...inputs.map((name) => text(1, name)), ...outputs.map((name) => text(2, name))];
  return message([...names, text(4, operator)]);
}

function tensorOf({ name, shape, values }: OnnxConstant): Uint8Array {
  return message([
    ...shape.map((size) => number(1, size)),
    number(2, values instanceof Float32Array ? floatType : int64Type),
    text(8, name),
    field(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ]);
}

function describe({ name, shape }: OnnxTensorType): Uint8Array {
  const sizes = message(shape.map((size) => field(1, message([number(1, size)]))));
  const tensor = message([number(1, floatType), field(2, sizes)]);
  return message([text(1, name), field(2, message([field(1, tensor)]))]);
}

function message(fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields);
}

function field(id: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint((id << 3) | 2), varint(bytes.length), bytes]);
}

function text(id: number, value: string): Uint8Array {
  return field(id, Buffer.from(value));
}

function number(id: number, value: number): Uint8Array {
  return Buffer.concat([varint(id << 3), varint(value)]);
}

/** protobuf's varint: seven bits a byte, lowest first; the eighth bit says that more follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let remainder = value;
  while (remainder >= 128) {
    bytes.push((remainder % 128) | 128);
    remainder = Math.floor(remainder / 128);
  }
  return Uint8Array.of(...bytes, remainder);
}
