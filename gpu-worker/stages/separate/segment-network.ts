import { Tensor } from '../../onnx-runtime/onnx-runtime.ts';
import type { ModelManifest } from './model/model-manifest.ts';
import type { Tensors } from './runtime/tensor-batches.ts';
import { type ComplexPart, createSegmentStft, type SegmentStft } from './segment-stft.ts';
import type { SegmentModel } from './separate-song.ts';

/** Runs a network, such as a NetworkSession. */
export interface NetworkRunner {
  /** Segments per call. */
  readonly batch: number;
  run(inputs: Tensors): Promise<Tensors>;
}

export interface SegmentNetwork extends SegmentModel {
  close(): void;
}

/**
 * Wraps a network, whose inputs and outputs are waveforms and spectrograms, as a model of waveforms alone:
 * computes the STFT of the inputs and adds the inverse STFT of the outputs.
 */
export async function createSegmentNetwork(
  manifest: ModelManifest,
  runner: NetworkRunner,
): Promise<SegmentNetwork> {
  const { inputs, outputs } = manifest;
  const stft = await createSegmentStft(manifest.segmentFrames, manifest.stft);
  return {
    ...manifest,
    get batch() {
      return runner.batch;
    },
    async run(mixtures, sources) {
      const results = await runner.run({
        [inputs.waveform]: waveformsOf(manifest, mixtures),
        [inputs.spectrogram]: spectrogramsOf(manifest, stft, mixtures),
      });
      const [waveforms, spectrograms] = [
        floatsOf(results, outputs.waveforms),
        floatsOf(results, outputs.spectrograms),
      ];
      const separated = mixtures.map((_, i) => {
        const result = {
          waveforms: itemOf(waveforms, i, mixtures.length),
          spectrograms: itemOf(spectrograms, i, mixtures.length),
        };
        return sources.map((name) => sourceOf(manifest, stft, result, name));
      });
      for (const tensor of Object.values(results)) tensor.dispose();
      return separated;
    },
    close: () => stft.close(),
  };
}

/** [batch, channels, segmentFrames] */
function waveformsOf(
  { channels, segmentFrames }: ModelManifest,
  mixtures: readonly Float32Array[],
): Tensor {
  const size = channels * segmentFrames;
  const waveforms = new Float32Array(mixtures.length * size);
  for (const [i, mixture] of mixtures.entries()) waveforms.set(mixture, i * size);
  return new Tensor('float32', waveforms, [mixtures.length, channels, segmentFrames]);
}

/** [batch, 2 · channels, bins, frames] */
function spectrogramsOf(
  { channels, segmentFrames }: ModelManifest,
  stft: SegmentStft,
  mixtures: readonly Float32Array[],
): Tensor {
  const dims = [mixtures.length, 2 * channels, stft.bins, stft.frames];
  const spectrograms = new Float32Array(dims.reduce((a, b) => a * b));
  for (const [i, mixture] of mixtures.entries()) {
    for (let c = 0; c < channels; c++) {
      const { real, imaginary } = complexChannel(spectrograms, i * channels + c, stft);
      stft.analyse(mixture.subarray(c * segmentFrames, (c + 1) * segmentFrames), real, imaginary);
    }
  }
  return new Tensor('float32', spectrograms, dims);
}

/** The network's outputs for one segment. */
interface NetworkResult {
  /** [sources, channels, segmentFrames] */
  readonly waveforms: Float32Array;
  /** [sources, 2 · channels, bins, frames] */
  readonly spectrograms: Float32Array;
}

function floatsOf(results: Record<string, Tensor>, name: string): Float32Array {
  const data = results[name]?.data;
  if (!(data instanceof Float32Array))
    throw new Error(`The network's output ${name} is not float32`);
  return data;
}

/** One segment's part of a batch, as a view. */
function itemOf(batch: Float32Array, index: number, size: number): Float32Array {
  const length = batch.length / size;
  return batch.subarray(index * length, (index + 1) * length);
}

/**
 * The first channel of a source in the result. A network rewritten for the voice alone has no other.
 * @throws {RangeError} when the result does not contain the source.
 */
function firstChannelOf(
  { channels, segmentFrames, sources, voice }: ModelManifest,
  { waveforms }: NetworkResult,
  name: string,
): number {
  const isVoiceOnly = waveforms.length === channels * segmentFrames;
  if (isVoiceOnly && name !== voice)
    throw new RangeError(`The network computes only the voice, not ${name}`);
  if (!sources.includes(name)) throw new RangeError(`The model has no source ${name}`);
  return isVoiceOnly ? 0 : sources.indexOf(name) * channels;
}

/**
 * One source's waveform [channels, segmentFrames]: the output of the time branch plus the inverse STFT of
 * that of the frequency branch.
 */
function sourceOf(
  manifest: ModelManifest,
  stft: SegmentStft,
  result: NetworkResult,
  name: string,
): Float32Array {
  const { channels, segmentFrames } = manifest;
  const first = firstChannelOf(manifest, result, name);
  // A copy, not a view: the result's tensor is disposed.
  const found = result.waveforms.slice(first * segmentFrames, (first + channels) * segmentFrames);
  for (let c = 0; c < channels; c++) {
    const channel = found.subarray(c * segmentFrames, (c + 1) * segmentFrames);
    stft.synthesise([complexChannel(result.spectrograms, first + c, stft)], channel);
  }
  return found;
}

/** Complex channel `index` of a spectrogram [2 · channels, bins, frames] that alternates real and imaginary. */
function complexChannel(
  spectrogram: Float32Array,
  index: number,
  { bins, frames }: SegmentStft,
): ComplexPart {
  const size = bins * frames;
  const start = 2 * index * size;
  return {
    real: spectrogram.subarray(start, start + size),
    imaginary: spectrogram.subarray(start + size, start + 2 * size),
  };
}
