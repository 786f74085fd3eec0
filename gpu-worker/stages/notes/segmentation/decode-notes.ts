import type { NoteEvidence } from '../network/note-network.ts';
import { binsPerSemitone, type DecodeSettings } from './decode-settings.ts';

/** The frames of one note; `endFrame` is exclusive. */
export interface NoteSpan {
  readonly startFrame: number;
  readonly endFrame: number;
}

/**
 * The most probable segmentation of a voice into notes and pauses, by the segmental Viterbi algorithm.
 * The weight of a note sums the log-odds of its onset, its offset and its frames, minus the distance of
 * their pitch from the note's one pitch. Notes may touch, also on one pitch.
 *
 * @param midi fractional MIDI [frames], NaN where unvoiced.
 * @throws {RangeError} for a minimum length of less than two frames.
 */
export function decodeNotes(
  midi: Float32Array,
  evidence: NoteEvidence,
  settings: DecodeSettings,
): NoteSpan[] {
  const voiced = midi.filter((value) => !Number.isNaN(value));
  if (voiced.length === 0) return [];
  const lowest = voiced.reduce((a, b) => Math.min(a, b));
  const highest = voiced.reduce((a, b) => Math.max(a, b));
  const bins = Math.ceil((highest - lowest) * binsPerSemitone) + 1;
  const search = new SegmentSearch(lowest, bins, settings);
  const endingNotes = Int32Array.from({ length: midi.length + 1 }, (_, frame) => {
    const ending = search.end(frame, evidence);
    if (frame < midi.length) search.advance(frame, midi[frame] as number, evidence);
    return ending;
  });
  return spansOf(endingNotes);
}

/** Traces the best segmentation back from its end. */
function spansOf(endingNotes: Int32Array): NoteSpan[] {
  const spans: NoteSpan[] = [];
  let frame = endingNotes.length - 1;
  while (frame > 0) {
    const startFrame = endingNotes[frame] as number;
    if (startFrame >= 0) spans.push({ startFrame, endFrame: frame });
    frame = startFrame >= 0 ? startFrame : frame - 1;
  }
  return spans.reverse();
}

/** Active notes of one age by pitch bin: weight of the best segmentation with each, and its first frame. */
interface ActiveNotes {
  readonly weights: Float64Array;
  readonly starts: Int32Array;
}

/** The search: the best segmentation for each pitch and age of an active note, and without one. */
class SegmentSearch {
  readonly #lowest: number;
  readonly #bins: number;
  readonly #settings: DecodeSettings;
  /** By age below `minFrames`, youngest first. */
  readonly #young: ActiveNotes[];
  /** Of `minFrames` and older, which may end. */
  readonly #oldest: ActiveNotes;
  readonly #costs: Float64Array;
  /** Weight of the best segmentation so far without an active note. */
  #pausedWeight = 0;

  constructor(lowest: number, bins: number, settings: DecodeSettings) {
    this.#lowest = lowest;
    this.#bins = bins;
    this.#settings = settings;
    const none = () => ({
      weights: new Float64Array(bins).fill(Number.NEGATIVE_INFINITY),
      starts: new Int32Array(bins),
    });
    this.#young = Array.from({ length: settings.minFrames - 1 }, none);
    this.#oldest = none();
    this.#costs = new Float64Array(bins);
  }

  /** The start of the note that ends before `frame` in the best segmentation, −1 if none does. */
  end(frame: number, { offset }: NoteEvidence): number {
    const { weights, starts } = this.#oldest;
    let best = 0;
    for (let bin = 1; bin < this.#bins; bin++) {
      if ((weights[bin] as number) > (weights[best] as number)) best = bin;
    }
    const { offsetWeight, offsetBias } = this.#settings;
    const isEnd = offsetWeight * ((offset[frame] ?? 0) + offsetBias);
    const weight = (weights[best] as number) + isEnd;
    if (weight <= this.#pausedWeight) return -1;
    this.#pausedWeight = weight;
    return starts[best] as number;
  }

  /** Adds a frame: active notes continue, and one begins in each pitch bin. */
  advance(frame: number, midi: number, { onset, inside }: NoteEvidence): void {
    const { insideWeight, insideBias, onsetWeight, onsetBias } = this.#settings;
    const newest = this.#age();
    newest.weights.fill(this.#pausedWeight + onsetWeight * ((onset[frame] as number) + onsetBias));
    newest.starts.fill(frame);
    this.#computeCosts(midi);
    const isNote = insideWeight * ((inside[frame] as number) + insideBias);
    for (const { weights } of [...this.#young, this.#oldest]) {
      for (let bin = 0; bin < this.#bins; bin++) {
        weights[bin] = (weights[bin] as number) + isNote - (this.#costs[bin] as number);
      }
    }
  }

  /**
   * Ages all notes by a frame; the oldest keep the better of their own and those that join them.
   * @returns the array of those that joined, for reuse by the new notes.
   */
  #age(): ActiveNotes {
    const joining = this.#young.pop();
    if (!joining) throw new RangeError('A note has two frames or more');
    const { weights, starts } = this.#oldest;
    for (let bin = 0; bin < this.#bins; bin++) {
      if ((weights[bin] as number) >= (joining.weights[bin] as number)) continue;
      weights[bin] = joining.weights[bin] as number;
      starts[bin] = joining.starts[bin] as number;
    }
    this.#young.unshift(joining);
    return joining;
  }

  /** The cost of the frame's pitch for a note of each bin. */
  #computeCosts(midi: number): void {
    const { pitchWeight, freeReach, maxReach, octaveSlip, unvoicedCost } = this.#settings;
    for (let bin = 0; bin < this.#bins; bin++) {
      if (Number.isNaN(midi)) {
        this.#costs[bin] = unvoicedCost;
        continue;
      }
      const distance = Math.abs(midi - this.#lowest - bin / binsPerSemitone);
      const slipped = Math.abs(distance - 12) + octaveSlip;
      const excess = Math.max(0, Math.min(distance, slipped) - freeReach);
      this.#costs[bin] = pitchWeight * Math.min(maxReach, excess);
    }
  }
}
