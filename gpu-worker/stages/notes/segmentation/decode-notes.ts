import type { NoteEvidence } from '../network/note-network.ts';
import { binsPerSemitone, type DecodeSettings } from './decode-settings.ts';

/** A run of frames that belong to one note; `endFrame` is the first after it. */
export interface NoteSpan {
  readonly startFrame: number;
  readonly endFrame: number;
}

/**
 * The best division of a voice into notes and silences, by segmental Viterbi: every note has one
 * pitch, and is scored by its onset, its end, how much its frames sound like a note, and how far
 * their pitch lies from the note's. A note may follow another at once, also on the same pitch.
 *
 * @param midi fractional MIDI, one a frame, NaN where unvoiced.
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
    if (frame < midi.length) search.step(frame, midi[frame] as number, evidence);
    return ending;
  });
  return spansOf(endingNotes);
}

/** Follows the best division back from its end. */
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

/** Notes of one age, one of each pitch: how good the best division with it is, and its first frame. */
interface SoundingNotes {
  readonly scores: Float64Array;
  readonly starts: Int32Array;
}

/** The notes that may be sounding, one of each pitch and age, and the best division without one. */
class SegmentSearch {
  readonly #lowest: number;
  readonly #bins: number;
  readonly #settings: DecodeSettings;
  /** All but the oldest, youngest first. */
  readonly #young: SoundingNotes[];
  /** Those of `minFrames` and more, which may end. */
  readonly #oldest: SoundingNotes;
  readonly #costs: Float64Array;
  /** Score of the best division up to now in which no note sounds on. */
  #rested = 0;

  constructor(lowest: number, bins: number, settings: DecodeSettings) {
    this.#lowest = lowest;
    this.#bins = bins;
    this.#settings = settings;
    const none = () => ({
      scores: new Float64Array(bins).fill(Number.NEGATIVE_INFINITY),
      starts: new Int32Array(bins),
    });
    this.#young = Array.from({ length: settings.minFrames - 1 }, none);
    this.#oldest = none();
    this.#costs = new Float64Array(bins);
  }

  /** The start of the note that had best end before `frame`, −1 where none had. */
  end(frame: number, { offset }: NoteEvidence): number {
    const { scores, starts } = this.#oldest;
    let best = 0;
    for (let bin = 1; bin < this.#bins; bin++) {
      if ((scores[bin] as number) > (scores[best] as number)) best = bin;
    }
    const { offsetWeight, offsetBias } = this.#settings;
    const isEnd = offsetWeight * ((offset[frame] ?? 0) + offsetBias);
    const score = (scores[best] as number) + isEnd;
    if (score <= this.#rested) return -1;
    this.#rested = score;
    return starts[best] as number;
  }

  /** Takes in a frame: every note goes on through it, and one of each pitch begins. */
  step(frame: number, midi: number, { onset, inside }: NoteEvidence): void {
    const { insideWeight, insideBias, onsetWeight, onsetBias } = this.#settings;
    const newest = this.#age();
    newest.scores.fill(this.#rested + onsetWeight * ((onset[frame] as number) + onsetBias));
    newest.starts.fill(frame);
    this.#measure(midi);
    const isNote = insideWeight * ((inside[frame] as number) + insideBias);
    for (const { scores } of [...this.#young, this.#oldest]) {
      for (let bin = 0; bin < this.#bins; bin++) {
        scores[bin] = (scores[bin] as number) + isNote - (this.#costs[bin] as number);
      }
    }
  }

  /**
   * Every note grows a frame older; the oldest keep the better of their own and those that join them.
   * @returns the place of those that joined, for the newest notes.
   */
  #age(): SoundingNotes {
    const joining = this.#young.pop();
    if (!joining) return this.#oldest;
    const { scores, starts } = this.#oldest;
    for (let bin = 0; bin < this.#bins; bin++) {
      if ((scores[bin] as number) >= (joining.scores[bin] as number)) continue;
      scores[bin] = joining.scores[bin] as number;
      starts[bin] = joining.starts[bin] as number;
    }
    this.#young.unshift(joining);
    return joining;
  }

  /** What the frame's pitch costs a note of each bin. */
  #measure(midi: number): void {
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
