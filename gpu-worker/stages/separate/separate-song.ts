import { type PcmFile, PcmReader } from '../../audio/pcm-file.ts';
import { measureNormalisation, type Normalisation } from './normalisation.ts';
import { OverlapAdder } from './overlap-adder.ts';
import { segmentsFor, silentPeakOf } from './presets.ts';
import { type Segment, transitionWeights } from './segment-plan.ts';
import type { SeparateOptions, StemFiles } from './separator.ts';
import { foundStems, StemWriters, stemFiles } from './stem-writers.ts';

/** Separates segments; all arrays are planar [channels, segmentFrames]. */
export interface SegmentModel {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly segmentFrames: number;
  /** Names of the sources it can find. */
  readonly sources: readonly string[];
  /** The source that is the voice. */
  readonly voice: string;
  /** Segments per call; may change from one call to the next. */
  readonly batch: number;
  /** @returns for each mixture the requested sources, in the order of `sources`. */
  run(
    mixtures: readonly Float32Array[],
    sources: readonly string[],
  ): Promise<readonly (readonly Float32Array[])[]>;
}

/**
 * Streams a song through a model, a batch of segments at a time: read, normalise, separate, blend, write.
 * Memory does not depend on the song's length.
 * @throws {RangeError} when sample rate or channels are not the model's.
 */
export async function separateSong(
  model: SegmentModel,
  mixture: PcmFile,
  outDir: string,
  { preset, stems, signal, onProgress }: SeparateOptions,
): Promise<StemFiles> {
  if (mixture.sampleRateHz !== model.sampleRateHz || mixture.channels !== model.channels) {
    throw new RangeError(`The model needs ${model.channels} channels at ${model.sampleRateHz} Hz`);
  }
  const normalisation = await measureNormalisation(mixture);
  const found = foundStems(model, stems);
  const sources = found.map(({ source }) => source);
  const weights = transitionWeights(model.segmentFrames);
  const blends = found.map(() => new OverlapAdder(weights, mixture.channels));
  const segments = segmentsFor(preset, mixture.frames, model.segmentFrames);
  const silentPeak = silentPeakOf(preset);
  const reader = await PcmReader.open(mixture);
  const writers = await StemWriters.create(mixture, outDir, found);
  try {
    for (let done = 0; done < segments.length; ) {
      signal.throwIfAborted();
      const group = segments.slice(done, done + model.batch);
      const inputs: SegmentInput[] = [];
      for (const segment of group) {
        const input = await readSegment(reader, segment, model.segmentFrames, normalisation);
        inputs.push({ ...input, isSilent: input.peak <= silentPeak });
      }
      const separated = await separate(model, inputs, sources);
      for (const [i, segment] of group.entries()) {
        const finished = segments[++done]?.offset ?? mixture.frames;
        const song = await reader.read(segment.offset, finished - segment.offset);
        const blocks = blends.map((blend, s) => {
          blend.add(segment, separated[i]?.[s] as Float32Array);
          return scaled(blend.takeUntil(finished), normalisation);
        });
        await writers.append(song, blocks);
      }
      onProgress?.(done / segments.length);
    }
  } finally {
    await Promise.all([reader.close(), writers.close()]);
  }
  return stemFiles(mixture, outDir, found);
}

interface SegmentInput {
  /** Normalised, [channels, segmentFrames]. */
  readonly planar: Float32Array;
  readonly isSilent: boolean;
}

/** Skips the network for silence, whose sources are silent. */
async function separate(
  model: SegmentModel,
  inputs: readonly SegmentInput[],
  sources: readonly string[],
): Promise<readonly (readonly Float32Array[])[]> {
  const sounding = inputs.filter(({ isSilent }) => !isSilent);
  const planars = sounding.map(({ planar }) => planar);
  const found = planars.length > 0 ? await model.run(planars, sources) : [];
  return inputs.map(
    (input) =>
      found[sounding.indexOf(input)] ?? sources.map(() => new Float32Array(input.planar.length)),
  );
}

/**
 * A normalised segment of the song, planar [channels, segmentFrames]; zero outside the song.
 * @returns also the largest sample in relation to the song's level. The song's mean is not subtracted there:
 * silence is around 0, whatever the mean of the song.
 */
async function readSegment(
  reader: PcmReader,
  { readFrom }: Segment,
  segmentFrames: number,
  { mean, scale }: Normalisation,
): Promise<{ readonly planar: Float32Array; readonly peak: number }> {
  const { channels, frames } = reader.pcm;
  const first = Math.max(0, readFrom);
  const end = Math.min(frames, readFrom + segmentFrames);
  const interleaved = await reader.read(first, end - first);
  const planar = new Float32Array(channels * segmentFrames);
  for (let c = 0; c < channels; c++) {
    const to = c * segmentFrames + first - readFrom;
    for (let i = 0; i < end - first; i++) {
      planar[to + i] = ((interleaved[i * channels + c] as number) - mean) / scale;
    }
  }
  const peak = interleaved.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0) / scale;
  return { planar, peak: planar.some((x) => x !== 0) ? peak : 0 };
}

/** Restores the song's level, in place. The song's mean is not added: it belongs to the accompaniment. */
function scaled(samples: Float32Array, { scale }: Normalisation): Float32Array {
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) * scale;
  return samples;
}
