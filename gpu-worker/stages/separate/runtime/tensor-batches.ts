import { Tensor } from '../../../onnx-runtime/onnx-runtime.ts';

/** A network's inputs or outputs by name; each is float32 [batch, …]. */
export type Tensors = Record<string, Tensor>;

/** The batch size of tensors. */
export function batchSizeOf(tensors: Tensors): number {
  return Object.values(tensors)[0]?.dims[0] ?? 0;
}

/** Splits tensors into batches of at most `size` items, as views. */
export function splitBatch(tensors: Tensors, size: number): readonly Tensors[] {
  const total = batchSizeOf(tensors);
  return Array.from({ length: Math.ceil(total / size) }, (_, i) =>
    mapTensors(tensors, ({ data, dims }) => {
      const items = Math.min(size, total - i * size);
      const itemLength = data.length / total;
      const from = i * size * itemLength;
      const part = (data as Float32Array).subarray(from, from + items * itemLength);
      return new Tensor('float32', part, [items, ...dims.slice(1)]);
    }),
  );
}

/** Concatenates batches. */
export function joinBatch(parts: readonly Tensors[]): Tensors {
  return mapTensors(parts[0] ?? {}, ({ dims }, name) => {
    const tensors = parts.map((part) => part[name] as Tensor);
    const items = tensors.reduce((sum, tensor) => sum + (tensor.dims[0] ?? 0), 0);
    const data = new Float32Array(tensors.reduce((sum, { data }) => sum + data.length, 0));
    let offset = 0;
    for (const tensor of tensors) {
      data.set(tensor.data as Float32Array, offset);
      offset += tensor.data.length;
    }
    return new Tensor('float32', data, [items, ...dims.slice(1)]);
  });
}

/** Pads tensors with zeros to `size` items. */
export function padBatch(tensors: Tensors, size: number): Tensors {
  return mapTensors(tensors, ({ data, dims }) => {
    const padded = new Float32Array((data.length / (dims[0] ?? 1)) * size);
    padded.set(data as Float32Array);
    return new Tensor('float32', padded, [size, ...dims.slice(1)]);
  });
}

/** The first `items` items of tensors, as views. */
export function firstItems(tensors: Tensors, items: number): Tensors {
  return splitBatch(tensors, items)[0] ?? {};
}

function mapTensors(tensors: Tensors, change: (tensor: Tensor, name: string) => Tensor): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, change(tensor, name)]),
  );
}
