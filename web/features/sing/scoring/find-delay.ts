import { foldOctave } from '@my-pitch/shared/scoring/fold-octave';
import type { PitchCurve } from '@my-pitch/shared/scoring/pitch-curve';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { takeSecondsAt } from '@my-pitch/shared/scoring/time-alignment';
import { alignmentOf, type LiveTake } from './score-live-take.ts';

const searchedSeconds = 0.25;
const stepSeconds = 0.01;
/** With fewer notes or less agreement, a delay cannot be told from bad singing. */
const minNotes = 8;
const minAgreement = 0.5;
/** How much better than without a delay the agreement has to be. */
const minGain = 0.03;
/** The agreement at a delay is that of frames within a semitone; closer ones count more. */
const reachSemitones = 1;

/**
 * By how much a take is late as a whole, from −0.25 to 0.25 s: the delay at which its pitches agree best with the
 * notes. Where voice and notes change together, that includes the onsets. `undefined` if it cannot be told.
 */
export function findDelay(take: LiveTake): number | undefined {
  const notes = notesOf(take);
  if (notes.length < minNotes) return undefined;
  const steps = Math.round(searchedSeconds / stepSeconds);
  const agreements = Array.from({ length: 2 * steps + 1 }, (_, i) =>
    agreementAt(take.curve, notes, (i - steps) * stepSeconds),
  );
  const best = agreements.reduce((a, value, i) => (value > (agreements[a] as number) ? i : a), 0);
  const highest = agreements[best] as number;
  const isClear = highest >= minAgreement && highest - (agreements[steps] as number) >= minGain;
  if (!isClear) return highest >= minAgreement ? 0 : undefined;
  const plateau = middleOfPlateau(agreements, best);
  return (plateau - steps) * stepSeconds;
}

/** Notes in the take's time and key, with the silence after each. */
function notesOf({ reference, keyShiftSemitones, ...take }: LiveTake) {
  const alignment = alignmentOf(take);
  const end = take.curve.midi.length * take.curve.hopSeconds;
  return reference
    .map((note: ReferenceNote) => ({
      startSeconds: takeSecondsAt(alignment, note.startSeconds),
      endSeconds: takeSecondsAt(alignment, note.endSeconds),
      midi: note.midi + keyShiftSemitones,
    }))
    .filter(({ startSeconds, endSeconds }) => startSeconds >= 0 && endSeconds <= end);
}

/** The mean agreement of the frames of all notes, 0 to 1, if the take is late by `delaySeconds`. */
function agreementAt(
  { midi, hopSeconds }: PitchCurve,
  notes: ReturnType<typeof notesOf>,
  delaySeconds: number,
): number {
  let sum = 0;
  let frames = 0;
  for (const note of notes) {
    const first = Math.ceil((note.startSeconds + delaySeconds) / hopSeconds);
    const last = Math.floor((note.endSeconds + delaySeconds) / hopSeconds);
    for (let frame = first; frame <= last; frame++) {
      frames++;
      const distance = Math.abs(foldOctave((midi[frame] ?? Number.NaN) - note.midi));
      if (distance < reachSemitones) sum += 1 - distance / reachSemitones;
    }
  }
  return frames === 0 ? 0 : sum / frames;
}

/** Held notes agree equally well over a range of delays, in whose middle the true one is likeliest. */
function middleOfPlateau(agreements: readonly number[], best: number): number {
  const isHigh = (i: number) => (agreements[i] ?? 0) >= (agreements[best] as number) - 0.005;
  let [first, last] = [best, best];
  while (isHigh(first - 1)) first--;
  while (isHigh(last + 1)) last++;
  return (first + last) / 2;
}
