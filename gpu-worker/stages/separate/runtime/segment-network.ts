import { Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import type { ModelManifest } from '../model/model-manifest.ts';
import { type ComplexPart, createSegmentStft, type SegmentStft } from '../segment-stft.ts';
import type { SegmentModel } from '../separate-song.ts';
import type { Tensors } from './tensor-batches.ts';

/** What runs the network. */
export interface NetworkRunner {
  /** How many segments are best given at a time. */
  readonly batch: number;
  run(inputs: Tensors): Promise<Tensors>;
}

export interface SegmentNetwork extends SegmentModel {
  close(): void;
}

/**
 * Wraps a network that works on a waveform and its spectrogram into one that works on waveforms
 * alone, and finds the sources asked for.
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
      const { real, imaginary } = partOf(spectrograms, i * channels + c, stft);
      stft.analyse(mixture.subarray(c * segmentFrames, (c + 1) * segmentFrames), real, imaginary);
    }
  }
  return new Tensor('float32', spectrograms, dims);
}

/** What the network answers to one segment. */
interface NetworkResult {
  /** [sources, channels, segmentFrames] */
  readonly waveforms: Float32Array;
  /** [sources, 2 · channels, bins, frames] */
  readonly spectrograms: Float32Array;
}

function floatsOf(results: Record<string, Tensor>, name: string): Float32Array {
  const data = results[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`The network gave no floats as ${name}`);
  return data;
}

/** The part of a batch that is one segment's. */
function itemOf(batch: Float32Array, index: number, size: number): Float32Array {
  const length = batch.length / size;
  return batch.subarray(index * length, (index + 1) * length);
}

/** Where a source is in the result: a network opened for the voice alone gives no other. */
function planeOf(
  { channels, segmentFrames, sources, voice }: ModelManifest,
  { waveforms }: NetworkResult,
  name: string,
): number {
  const isVoiceOnly = waveforms.length === channels * segmentFrames;
  if (isVoiceOnly && name !== voice) throw new RangeError(`The network was not asked for ${name}`);
  if (!sources.includes(name)) throw new RangeError(`The model knows no ${name}`);
  return isVoiceOnly ? 0 : sources.indexOf(name) * channels;
}

/** One source's waveform: the network's time branch plus its frequency branch. */
function sourceOf(
  manifest: ModelManifest,
  stft: SegmentStft,
  result: NetworkResult,
  name: string,
): Float32Array {
  const { channels, segmentFrames } = manifest;
  const plane = planeOf(manifest, result, name);
  // A copy, not a view: the result goes with its tensor.
  const found = result.waveforms.slice(plane * segmentFrames, (plane + channels) * segmentFrames);
  for (let c = 0; c < channels; c++) {
    const channel = found.subarray(c * segmentFrames, (c + 1) * segmentFrames);
    stft.synthesise([partOf(result.spectrograms, plane + c, stft)], channel);
  }
  return found;
}

/** The `index`-th complex plane of a spectrogram whose planes alternate real and imaginary. */
function partOf(
  spectrogram: Float32Array,
  index: number,
  { bins, frames }: SegmentStft,
): ComplexPart {
  const size = bins * frames;
  const at = 2 * index * size;
  return {
    real: spectrogram.subarray(at, at + size),
    imaginary: spectrogram.subarray(at + size, at + 2 * size),
  };
}
