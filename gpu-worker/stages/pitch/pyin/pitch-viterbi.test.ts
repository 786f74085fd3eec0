import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../testing/random-numbers.ts';
import type { PitchCandidate } from './pitch-candidates.ts';
import { type PitchPath, PitchViterbi } from './pitch-viterbi.ts';

/** Tenths of a semitone from C2 to C7. */
const pitchBins = 601;
/** Five semitones. */
const maxBinsPerFrame = 50;

interface Frame {
  readonly candidates: readonly PitchCandidate[];
  readonly voiced: number;
}

const candidate = (bin: number, probability: number): PitchCandidate => ({
  bin,
  frequencyHz: 0,
  probability,
});

function decode(frames: readonly Frame[]): PitchPath {
  const viterbi = new PitchViterbi(frames.length);
  for (const { candidates, voiced } of frames) viterbi.push(candidates, voiced);
  return viterbi.path();
}

/** Log probability of a state in a frame: unvoiced ones share what is left by the voiced ones. */
function logObserved({ candidates, voiced }: Frame, bin: number, isVoiced: boolean): number {
  if (!isVoiced) return Math.log((1 - voiced) / pitchBins);
  return Math.log(candidates.find((other) => other.bin === bin)?.probability ?? 0);
}

/** The weight of a change of pitch: falls evenly to nothing beyond five semitones a frame. */
const triangle = (bins: number) => Math.max(0, maxBinsPerFrame + 1 - Math.abs(bins));
const triangleSums = Array.from({ length: pitchBins }, (_, from) => {
  let sum = 0;
  for (let to = 0; to < pitchBins; to++) sum += triangle(to - from);
  return sum;
});

/** Log probability of a move between two states, voiced ones first: voicing changes once in a hundred. */
function logMove(from: number, to: number): number {
  const [fromBin, toBin] = [from % pitchBins, to % pitchBins];
  const isSwitch = from < pitchBins !== to < pitchBins;
  const share = triangle(toBin - fromBin) / triangleSums[fromBin]!;
  return Math.log(share) + Math.log(isSwitch ? 0.01 : 0.99);
}

const states = 2 * pitchBins;

/** Log probability of the most probable path, found by trying all moves within reach. */
function bestLog(frames: readonly Frame[]): number {
  let logs = Array.from({ length: states }, () => -Math.log(states));
  frames.forEach((frame, i) => {
    const before = logs;
    logs = Array.from({ length: states }, (_, to) => {
      const observed = logObserved(frame, to % pitchBins, to < pitchBins);
      if (i === 0 || observed === Number.NEGATIVE_INFINITY) return before[to]! + observed;
      let best = Number.NEGATIVE_INFINITY;
      const bin = to % pitchBins;
      const last = Math.min(pitchBins - 1, bin + maxBinsPerFrame);
      for (let from = Math.max(0, bin - maxBinsPerFrame); from <= last; from++) {
        for (const half of [0, pitchBins]) {
          best = Math.max(best, before[from + half]! + logMove(from + half, to));
        }
      }
      return best + observed;
    });
  });
  return Math.max(...logs);
}

function logOfPath(frames: readonly Frame[], { bins, voiced }: PitchPath): number {
  const stateAt = (i: number) => bins[i]! + (voiced[i] === 1 ? 0 : pitchBins);
  return frames.reduce((log, frame, i) => {
    const observed = logObserved(frame, bins[i]!, voiced[i] === 1);
    return log + observed + (i === 0 ? -Math.log(states) : logMove(stateAt(i - 1), stateAt(i)));
  }, 0);
}

describe('PitchViterbi', () => {
  it.each([1, 2, 3])('finds a path as probable as the best of all (%i)', (seed) => {
    const random = randomNumbers(seed);
    // Around a pitch that wanders from the lowest to the highest, with a second candidate anywhere.
    const frames = Array.from({ length: 16 }, (_, i): Frame => {
      const voiced = random() < 0.25 ? 0.02 : 0.95 * random();
      const wandering = Math.floor(((i + random()) * pitchBins) / 17);
      const share = random();
      return {
        voiced,
        candidates: [
          candidate(wandering, share * voiced),
          candidate(Math.floor(random() * wandering), (1 - share) * voiced),
        ],
      };
    });
    expect(logOfPath(frames, decode(frames))).toBeCloseTo(bestLog(frames), 6);
  });

  const sung = (bin: number): Frame => ({ candidates: [candidate(bin, 0.9)], voiced: 0.9 });
  const sure = (bin: number): Frame => ({ candidates: [candidate(bin, 1)], voiced: 1 });

  it('takes a frame for a pause by the odds of its voicing and of two changes of voicing', () => {
    // To switch twice costs (0.01 / 0.99)², and an unvoiced frame has 601 pitches.
    const evenOdds = (0.01 / 0.99) ** 2 / 601;
    const isVoiced = (odds: number) => {
      const voiced = odds / (1 + odds);
      const doubtful = { candidates: [candidate(300, voiced)], voiced };
      return decode([sure(300), doubtful, sure(300)]).voiced[1] === 1;
    };
    expect(isVoiced(1.01 * evenOdds)).toBe(true);
    expect(isVoiced(0.99 * evenOdds)).toBe(false);
  });

  it('follows steps of five semitones at most, and no others while the voice sounds', () => {
    for (const step of [50, -50]) {
      expect(decode([300, 300, 300 + step, 300 + step].map(sung))).toEqual({
        bins: Int16Array.of(300, 300, 300 + step, 300 + step),
        voiced: Uint8Array.of(1, 1, 1, 1),
      });
    }
    const leap = [100, 100, 100, 151, 151, 151].map(sung);
    const { voiced } = decode(leap);
    expect(voiced.some((value) => value === 0)).toBe(true);
  });

  it('may jump anywhere when nothing else explains a frame', () => {
    const { bins, voiced } = decode([sure(50), sure(50), sure(550), sure(550)]);
    expect([...bins]).toEqual([50, 50, 550, 550]);
    expect([...voiced]).toEqual([1, 1, 1, 1]);
  });

  it('keeps a pitch through a pause', () => {
    const frames = Array.from({ length: 12 }, (_, i): Frame => {
      const isPause = i >= 4 && i < 8;
      return isPause
        ? { candidates: [], voiced: 0 }
        : { candidates: [candidate(300, 0.9)], voiced: 0.9 };
    });
    const { bins, voiced } = decode(frames);
    expect([...voiced]).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1]);
    for (const bin of bins) expect(bin).toBe(300);
  });

  it('has no path without frames', () => {
    expect(decode([])).toEqual({ bins: new Int16Array(), voiced: new Uint8Array() });
  });
});
