import { type OnnxConstant, type OnnxGraph, writeOnnx } from '../../../onnx/testing/onnx-writer.ts';
import { htdemucs, type ModelManifest } from '../model/model-manifest.ts';
import { expectedShapes } from '../model/model-shapes.ts';

/** The share of the mixture that each source of the tiny network is, through either branch. */
export const tinyShares = {
  drums: { waveform: 1 / 16, spectrogram: 1 / 16 },
  bass: { waveform: 1 / 32, spectrogram: 1 / 32 },
  other: { waveform: 1 / 2, spectrogram: 0 },
  vocals: { waveform: 3 / 16, spectrogram: 1 / 16 },
} as const;

/** HTDemucs' manifest with segments of a fifth of a second. */
export const tinyManifest: ModelManifest = {
  ...htdemucs,
  name: 'tiny',
  licence: 'None needed: it was not trained.',
  segmentFrames: 8192,
  stft: { size: 512, hop: 128 },
};

/** A network with HTDemucs' inputs and outputs whose sources are fixed shares of the mixture. */
export function tinyNetwork(manifest: ModelManifest): Uint8Array {
  return writeOnnx(tinyGraph(manifest));
}

function tinyGraph(manifest: ModelManifest): OnnxGraph {
  const { inputs, outputs } = manifest;
  const shapes = expectedShapes(manifest);
  const at = (name: string) => ({ name, shape: shapes.get(name) ?? [] });
  return {
    name: 'tiny',
    inputs: Object.values(inputs).map(at),
    outputs: Object.values(outputs).map(at),
    constants: [
      { name: 'source axis', shape: [1], values: BigInt64Array.of(1n) },
      shares(manifest, 'waveform', 2),
      shares(manifest, 'spectrogram', 3),
    ],
    nodes: [
      ...branch('waveform', inputs.waveform, outputs.waveforms),
      ...branch('spectrogram', inputs.spectrogram, outputs.spectrograms),
    ],
  };
}

type Branch = 'waveform' | 'spectrogram';

/** [1, …] times [1, sources, 1, …]: each source's share, broadcast over the mixture. */
function branch(name: Branch, input: string, output: string) {
  const mixture = `${name} of one source`;
  return [
    { operator: 'Unsqueeze', inputs: [input, 'source axis'], outputs: [mixture] },
    { operator: 'Mul', inputs: [mixture, `${name} shares`], outputs: [output] },
  ];
}

function shares({ sources }: ModelManifest, name: Branch, trailingAxes: number): OnnxConstant {
  const known: Readonly<Record<string, Readonly<Record<Branch, number>>>> = tinyShares;
  return {
    name: `${name} shares`,
    shape: [1, sources.length, ...new Array<number>(trailingAxes).fill(1)],
    values: Float32Array.from(sources, (source) => known[source]?.[name] ?? 0),
  };
}
