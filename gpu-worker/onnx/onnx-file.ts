import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type Field, type MessageName, type OnnxModel, onnxMessages } from './onnx-messages.ts';

/** A decoded message: fields by name. */
type Message = Record<string, unknown>;

/**
 * Reads an ONNX file. Weights are views into `bytes`, not copies.
 * @throws {Error} when the bytes are not an ONNX model.
 */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  const model = readMessage(new BinaryReader(bytes), bytes.length, 'Model');
  if (!model.graph) throw new Error('The file is not an ONNX model: it has no graph');
  return model as unknown as OnnxModel;
}

/** Writes an ONNX file. */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  return writeMessage(new BinaryWriter(), model as unknown as Message, 'Model').finish();
}

function readMessage(reader: BinaryReader, length: number, name: MessageName): Message {
  const fields = onnxMessages[name];
  const message = emptyMessage(name);
  const end = reader.pos + length;
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const field = fields[number];
    if (!field) reader.skip(wireType, number);
    else if (!field.repeated) message[field.name] = readValue(reader, field.kind);
    else (message[field.name] as unknown[]).push(...readRepeated(reader, field.kind, wireType));
  }
  return message;
}

/** protobuf allows repeated numbers as one field each, or packed into one field. */
function readRepeated(reader: BinaryReader, kind: Field['kind'], wireType: WireType): unknown[] {
  const isNumber = kind === 'int' || kind === 'float';
  if (!isNumber || wireType !== WireType.LengthDelimited) return [readValue(reader, kind)];
  const values: unknown[] = [];
  const length = reader.uint32();
  for (const end = reader.pos + length; reader.pos < end; ) values.push(readValue(reader, kind));
  return values;
}

function readValue(reader: BinaryReader, kind: Field['kind']): unknown {
  if (kind === 'int') return Number(reader.int64());
  if (kind === 'float') return reader.float();
  if (kind === 'text') return reader.string();
  if (kind === 'bytes') return reader.bytes();
  return readMessage(reader, reader.uint32(), kind);
}

function emptyMessage(name: MessageName): Message {
  const entries = Object.values(onnxMessages[name]).map((field) => [field.name, emptyValue(field)]);
  return Object.fromEntries(entries) as Message;
}

function emptyValue({ kind, repeated }: Field): unknown {
  if (repeated) return [];
  if (kind === 'int' || kind === 'float') return 0;
  if (kind === 'text') return '';
  return kind === 'bytes' ? new Uint8Array() : undefined;
}

function writeMessage(writer: BinaryWriter, message: Message, name: MessageName): BinaryWriter {
  for (const [number, field] of Object.entries(onnxMessages[name])) {
    const value = message[field.name];
    const values = field.repeated ? (value as unknown[]) : isDefault(value) ? [] : [value];
    for (const item of values) writeValue(writer, Number(number), field.kind, item);
  }
  return writer;
}

/** protobuf omits default values; a reader restores them. */
function isDefault(value: unknown): boolean {
  return (
    value === undefined ||
    value === 0 ||
    value === '' ||
    (value instanceof Uint8Array && value.length === 0)
  );
}

function writeValue(
  writer: BinaryWriter,
  number: number,
  kind: Field['kind'],
  value: unknown,
): void {
  if (kind === 'int') writer.tag(number, WireType.Varint).int64(value as number);
  else if (kind === 'float') writer.tag(number, WireType.Bit32).float(value as number);
  else if (kind === 'text') writer.tag(number, WireType.LengthDelimited).string(value as string);
  else if (kind === 'bytes')
    writer.tag(number, WireType.LengthDelimited).bytes(value as Uint8Array);
  else {
    writer.tag(number, WireType.LengthDelimited).fork();
    writeMessage(writer, value as Message, kind).join();
  }
}
