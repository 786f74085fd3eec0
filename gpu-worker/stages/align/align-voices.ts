import { findKeyOffset, semitonesOf } from '@my-pitch/shared/scoring/find-key-offset';
import { foldOctave } from '@my-pitch/shared/scoring/fold-octave';
import { anotherNoteCents } from '@my-pitch/shared/scoring/levels';
import { matchNotes } from '@my-pitch/shared/scoring/match-notes';
import type { Take } from '@my-pitch/shared/scoring/measure-notes';
import type { PitchCurve } from '@my-pitch/shared/scoring/pitch-curve';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import {
  referenceSecondsAt,
  type TimeAlignment,
  takeSecondsAt,
} from '@my-pitch/shared/scoring/time-alignment';
import { smoothAlignment } from './smooth-alignment.ts';
import { voiceCells } from './voice-cells.ts';
import { type WarpStep, warpVoices } from './warp-voices.ts';

const coarseCellSeconds = 0.2;
/** Longer cells keep the pairs of cells below this. */
const maxCoarsePairs = 2_000_000;
/** The keys that are tried. */
const keyStepSemitones = 0.5;
const fineCellSeconds = 0.04;
/** The second pass looks this far around the first. */
const fineReachSeconds = 1.5;
const smoothingPasses = 3;
/** Points of a path that are this far apart give the tempo. */
const pathPointSeconds = 2;

export interface Original {
  readonly notes: readonly ReferenceNote[];
  readonly curve: PitchCurve;
}

/**
 * Aligns a take with its original by their melodies, in any key, octave and tuning, at half to twice the
 * speed: a coarse time warp in each key, a fine one around the best, and a smooth tempo through the
 * onsets of the notes that belong together.
 *
 * @returns undefined if one of them has no voice.
 */
export function alignVoices(original: Original, take: Take): TimeAlignment | undefined {
  const coarse = alignInBestKey(original.curve, take.curve);
  if (!coarse) return undefined;
  const fine = alignFinely(original.curve, take.curve, coarse);
  let alignment =
    alignmentOf(fine.path, fineCellSeconds) ?? alignmentOf(coarse.path, coarse.cellSeconds);
  if (!alignment) return undefined;
  for (let pass = 0; pass < smoothingPasses; pass++) {
    const onsets = commonOnsets(original.notes, take, alignment, coarse.offsetSemitones);
    alignment = smoothAlignment(onsets) ?? alignment;
  }
  return alignment;
}

interface CoarseAlignment {
  readonly path: readonly WarpStep[];
  readonly cellSeconds: number;
  readonly offsetSemitones: number;
}

function alignInBestKey(original: PitchCurve, take: PitchCurve): CoarseAlignment | undefined {
  const product = secondsOf(original) * secondsOf(take);
  const cellSeconds = Math.max(coarseCellSeconds, Math.sqrt(product / maxCoarsePairs));
  const [reference, sung] = [voiceCells(original, cellSeconds), voiceCells(take, cellSeconds)];
  const warps = Array.from({ length: 12 / keyStepSemitones }, (_, i) =>
    warpVoices(sung, reference, { offsetSemitones: i * keyStepSemitones }),
  );
  const { path } = warps.reduce((a, b) => (b.cost < a.cost ? b : a));
  if (path.length === 0) return undefined;
  const differences = path
    .map(({ takeCell, referenceCell }) => (sung[takeCell] ?? 0) - (reference[referenceCell] ?? 0))
    .filter((difference) => !Number.isNaN(difference));
  return { path, cellSeconds, offsetSemitones: semitonesOf(findKeyOffset(differences)) };
}

function alignFinely(original: PitchCurve, take: PitchCurve, coarse: CoarseAlignment) {
  const around = alignmentOf(coarse.path, coarse.cellSeconds);
  const cellsFor = (takeCell: number) => {
    const takeSeconds = takeCell * fineCellSeconds;
    const middle = around ? referenceSecondsAt(around, takeSeconds) : takeSeconds;
    return {
      first: Math.floor((middle - fineReachSeconds) / fineCellSeconds),
      end: Math.ceil((middle + fineReachSeconds) / fineCellSeconds),
    };
  };
  return warpVoices(voiceCells(take, fineCellSeconds), voiceCells(original, fineCellSeconds), {
    offsetSemitones: coarse.offsetSemitones,
    cellsFor,
  });
}

/** Onsets of notes that original and take have in common, as far as the alignment is right. */
function commonOnsets(
  notes: readonly ReferenceNote[],
  take: Take,
  alignment: TimeAlignment,
  offsetSemitones: number,
): TimeAlignment {
  const wanted = notes.map((note) => ({
    startSeconds: takeSecondsAt(alignment, note.startSeconds),
    endSeconds: takeSecondsAt(alignment, note.endSeconds),
    midi: note.midi + offsetSemitones,
  }));
  return matchNotes(wanted, take.notes).flatMap((match, i) => {
    const [note, sung, place] = [notes[i], take.notes[match ?? -1], wanted[i]];
    if (!note || !sung || !place) return [];
    if (100 * Math.abs(foldOctave(sung.midi - place.midi)) >= anotherNoteCents) return [];
    return { referenceSeconds: note.startSeconds, takeSeconds: sung.startSeconds };
  });
}

/** A path as a few points that are far enough apart to give the tempo. */
function alignmentOf(path: readonly WarpStep[], cellSeconds: number): TimeAlignment | undefined {
  const points = path.map(({ takeCell, referenceCell }) => ({
    referenceSeconds: (referenceCell + 0.5) * cellSeconds,
    takeSeconds: (takeCell + 0.5) * cellSeconds,
  }));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return undefined;
  const inner = [first];
  for (const point of points) {
    const fromPrevious = point.referenceSeconds - (inner.at(-1) ?? first).referenceSeconds;
    const toLast = last.referenceSeconds - point.referenceSeconds;
    if (Math.min(fromPrevious, toLast) >= pathPointSeconds) inner.push(point);
  }
  const speed =
    (last.takeSeconds - first.takeSeconds) / (last.referenceSeconds - first.referenceSeconds);
  const beyond = (point: TimeAlignment[number], seconds: number) => ({
    referenceSeconds: point.referenceSeconds + seconds,
    takeSeconds: point.takeSeconds + speed * seconds,
  });
  return [beyond(first, -pathPointSeconds), ...inner, last, beyond(last, pathPointSeconds)];
}

function secondsOf({ hopSeconds, midi }: PitchCurve): number {
  return hopSeconds * midi.length;
}
