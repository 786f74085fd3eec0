import type { ModelManifest } from './model-manifest.ts';

/** A dimension as ONNX Runtime tells it: a number, or a name where the file leaves it open. */
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

/** The shapes of the inputs and outputs that a manifest speaks of, by name. */
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
 * Checks that a network is the one a manifest describes, by the names, types and shapes of its inputs
 * and outputs. Dimensions that the file leaves open fit anything.
 * @throws {Error} that names every difference.
 */
export function checkNetwork(network: NetworkDescription, manifest: ModelManifest): void {
  // A network rewritten for the voice alone answers with one source.
  const isVoiceOnly = network.outputMetadata.every(({ shape }) => shape?.[1] === 1);
  const sources = isVoiceOnly ? [manifest.voice] : manifest.sources;
  const shapes = expectedShapes({ ...manifest, sources });
  const inputs = Object.values(manifest.inputs);
  const unknown = network.inputMetadata.filter(({ name }) => !inputs.includes(name));
  const differences = [
    ...differencesOf('input', network.inputMetadata, inputs, shapes),
    ...unknown.map(({ name }) => `it also wants ${name}`),
    ...differencesOf('output', network.outputMetadata, Object.values(manifest.outputs), shapes),
  ];
  if (differences.length > 0) {
    throw new Error(`The model is no ${manifest.name}: ${differences.join('; ')}`);
  }
}

function differencesOf(
  kind: 'input' | 'output',
  found: readonly TensorDescription[],
  wanted: readonly string[],
  shapes: ReadonlyMap<string, readonly number[]>,
): string[] {
  return wanted.flatMap((name) => {
    const tensor = found.find((candidate) => candidate.name === name);
    if (!tensor) {
      return [`it has no ${kind} ${name}, only ${found.map((other) => other.name).join(', ')}`];
    }
    if (tensor.type !== 'float32') return [`${name} is ${tensor.type ?? 'no tensor'}, not float32`];
    const shape = shapes.get(name) ?? [];
    return fits(tensor.shape ?? [], shape)
      ? []
      : [`${name} is [${(tensor.shape ?? []).join(', ')}], not [${shape.join(', ')}]`];
  });
}

function fits(found: readonly Dimension[], wanted: readonly number[]): boolean {
  return (
    found.length === wanted.length &&
    found.every((size, i) => typeof size === 'string' || size === wanted[i])
  );
}
