import type { ModelManifest } from './model-manifest.ts';

/** A dimension as ONNX Runtime reports it: a size, or the name of a dynamic dimension. */
export type Dimension = number | string;

interface TensorDescription {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly Dimension[];
}

export interface NetworkDescription {
  readonly inputMetadata: readonly TensorDescription[];
  readonly outputMetadata: readonly TensorDescription[];
}

/** The shapes of the inputs and outputs that a manifest describes, by name; the batch size is 1. */
export function expectedShapes({
  channels,
  segmentFrames,
  stft,
  sources,
  inputs,
  outputs,
}: ModelManifest): ReadonlyMap<string, readonly number[]> {
  const spectrogram = [2 * channels, stft.size / 2, Math.ceil(segmentFrames / stft.hop)];
  return new Map([
    [inputs.waveform, [1, channels, segmentFrames]],
    [inputs.spectrogram, [1, ...spectrogram]],
    [outputs.waveforms, [1, sources.length, channels, segmentFrames]],
    [outputs.spectrograms, [1, sources.length, ...spectrogram]],
  ]);
}

/**
 * Checks names, types and shapes of a network's inputs and outputs against a manifest. Dynamic dimensions
 * match any size.
 * @throws {Error} that lists every difference.
 */
export function checkNetwork(network: NetworkDescription, manifest: ModelManifest): void {
  // A network rewritten for the voice alone has one source.
  const isVoiceOnly = network.outputMetadata.every(({ shape }) => shape?.[1] === 1);
  const sources = isVoiceOnly ? [manifest.voice] : manifest.sources;
  const shapes = expectedShapes({ ...manifest, sources });
  const inputs = Object.values(manifest.inputs);
  const unknown = network.inputMetadata.filter(({ name }) => !inputs.includes(name));
  const differences = [
    ...differencesOf('input', network.inputMetadata, inputs, shapes),
    ...unknown.map(({ name }) => `it also needs ${name}`),
    ...differencesOf('output', network.outputMetadata, Object.values(manifest.outputs), shapes),
  ];
  if (differences.length > 0) {
    throw new Error(`The model is not ${manifest.name}: ${differences.join('; ')}`);
  }
}

function differencesOf(
  kind: 'input' | 'output',
  found: readonly TensorDescription[],
  expectedNames: readonly string[],
  shapes: ReadonlyMap<string, readonly number[]>,
): string[] {
  return expectedNames.flatMap((name) => {
    const tensor = found.find((candidate) => candidate.name === name);
    if (!tensor) {
      return [`it has no ${kind} ${name}, only ${found.map((other) => other.name).join(', ')}`];
    }
    if (tensor.type !== 'float32')
      return [`${name} is ${tensor.type ?? 'not a tensor'}, not float32`];
    const shape = shapes.get(name) ?? [];
    return matches(tensor.shape ?? [], shape)
      ? []
      : [`${name} is [${(tensor.shape ?? []).join(', ')}], not [${shape.join(', ')}]`];
  });
}

function matches(found: readonly Dimension[], expected: readonly number[]): boolean {
  return (
    found.length === expected.length &&
    found.every((size, i) => typeof size === 'string' || size === expected[i])
  );
}
