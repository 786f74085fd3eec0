import type { Candidate } from './pitch-candidates.ts';

/** A candidate of a frame, with the best path to it. */
interface Step {
  /** Fractional MIDI; NaN for unvoiced. */
  readonly midi: number;
  readonly score: number;
  readonly from: Step | undefined;
}

export interface PathSettings {
  /** Frames that are awaited before a frame is decided. */
  readonly lagFrames: number;
  /** Nats for each semitone between two frames. */
  readonly jumpCost: number;
  readonly maxJumpCost: number;
  /** Nats for a change between voiced and unvoiced. */
  readonly voicingCost: number;
}

const minProbability = 1e-4;

/**
 * The most probable path through the candidates of frames, decided a few frames later (Viterbi with a fixed
 * lag): octave errors of single frames are corrected as soon as the next frames contradict them.
 */
export class FixedLagPath {
  readonly #settings: PathSettings;
  #steps: readonly Step[] = [];

  constructor(settings: PathSettings) {
    this.#settings = settings;
  }

  /**
   * Adds a frame.
   * @returns the pitch of the frame `lagFrames` before; NaN at the beginning.
   */
  push(candidates: readonly Candidate[]): number {
    const voiced = candidates.map(({ midi, probability }) => ({
      midi,
      emission: Math.log(minProbability + probability),
    }));
    const sum = candidates.reduce((total, { probability }) => total + probability, 0);
    const unvoiced = { midi: Number.NaN, emission: Math.log(minProbability + 1 - sum) };
    this.#steps = [...voiced, unvoiced].map(({ midi, emission }) => {
      const { score, from } = this.#bestBefore(midi);
      return { midi, score: score + emission, from };
    });
    return this.#decided();
  }

  #bestBefore(midi: number): Pick<Step, 'score' | 'from'> {
    let best: Pick<Step, 'score' | 'from'> | undefined;
    for (const step of this.#steps) {
      const score = step.score - this.#cost(step.midi, midi);
      if (!best || score > best.score) best = { score, from: step };
    }
    return best ?? { score: 0, from: undefined };
  }

  #cost(from: number, to: number): number {
    const { jumpCost, maxJumpCost, voicingCost } = this.#settings;
    if (Number.isNaN(from) && Number.isNaN(to)) return 0;
    if (Number.isNaN(from) || Number.isNaN(to)) return voicingCost;
    return Math.min(maxJumpCost, jumpCost * Math.abs(to - from));
  }

  /** Also cuts the paths behind the decided frame, so that memory does not grow. */
  #decided(): number {
    const best = this.#steps.reduce((a, b) => (b.score > a.score ? b : a));
    let step: Step | undefined = best;
    for (let i = 0; i < this.#settings.lagFrames && step; i++) step = step.from;
    const top = best.score;
    this.#steps = this.#steps.map((each) => ({
      midi: each.midi,
      score: each.score - top,
      from: trimmed(each.from, this.#settings.lagFrames),
    }));
    return step?.midi ?? Number.NaN;
  }
}

function trimmed(step: Step | undefined, frames: number): Step | undefined {
  if (!step || frames === 0) return undefined;
  return { midi: step.midi, score: 0, from: trimmed(step.from, frames - 1) };
}
