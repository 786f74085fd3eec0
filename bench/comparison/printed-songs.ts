import type { Analysis, SungNote } from '@my-pitch/shared/analysis';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import type { Take } from '@my-pitch/shared/scoring/measure-notes';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { scoreTake } from '@my-pitch/shared/scoring/score-take';
import { delayedBy } from '@my-pitch/shared/scoring/time-alignment';
import { alignVoices } from '../../gpu-worker/stages/align/align-voices.ts';
import type { ReferenceScore } from '../score/score-measures.ts';
import { takeOf } from './analyse-voice.ts';

const quarterSeconds = 0.75;
const hopSeconds = 0.016;
/** Singers leave this between printed notes. */
const gapSeconds = 0.03;

/** A printed song without rests, at 80 quarters a minute. */
export function printedNotes({ notes }: ReferenceScore): ReferenceNote[] {
  let at = 1;
  return notes.map(({ midi, quarters }) => {
    const startSeconds = at;
    at += quarters * quarterSeconds;
    return { startSeconds, endSeconds: at - gapSeconds, midi, writtenMidi: midi, quarters };
  });
}

/** Notes as a take that holds each pitch without change. */
export function steadyTake(
  notes: readonly Pick<SungNote, 'startSeconds' | 'endSeconds'>[],
  midis: readonly number[],
): Take {
  const seconds = (notes.at(-1)?.endSeconds ?? 0) + 1;
  const midi = new Float32Array(Math.ceil(seconds / hopSeconds)).fill(Number.NaN);
  const steady = notes.map(({ startSeconds, endSeconds }, i) => {
    const pitch = midis[i] ?? 0;
    midi.fill(pitch, startSeconds / hopSeconds, endSeconds / hopSeconds);
    return { startSeconds, endSeconds, midi: pitch };
  });
  return { curve: { hopSeconds, midi }, notes: steady };
}

/** Scores a take of a printed song. */
export function scoreAgainstPrint(reference: readonly ReferenceNote[], take: Take) {
  const midis = reference.map(({ midi }) => midi);
  const original = { notes: reference, curve: steadyTake(reference, midis).curve };
  const alignment = alignVoices(original, take) ?? delayedBy(0);
  return scoreTake({ reference, take, alignment });
}

/** Scores the recording of a printed song. */
export function scoreRecording(
  reference: readonly ReferenceNote[],
  analysis: Pick<Analysis, 'f0' | 'notes'>,
) {
  return scoreAgainstPrint(reference, takeOf(analysis));
}

type Scored = Pick<Comparison, 'notes'>;

/** The values of the notes that were sung according to both, as pairs. */
export function pairsOf(
  a: Scored,
  b: Scored,
  value: 'pitchErrorCents' | 'onsetErrorMilliseconds',
): [number, number][] {
  return a.notes.flatMap((note, i) => {
    const other = b.notes[i];
    if (note.status !== 'sung' || other?.status !== 'sung' || !note.take || !other.take) return [];
    return [[note.take[value], other.take[value]]];
  });
}
