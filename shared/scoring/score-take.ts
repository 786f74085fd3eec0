import type { ComparedNote, Comparison } from './comparison.ts';
import { findKeyOffset, type KeyOffset, semitonesOf } from './find-key-offset.ts';
import { findPhrases, type Phrase } from './find-phrases.ts';
import {
  anotherNoteCents,
  type ByLevel,
  creditOf,
  criterionShares,
  forEachLevel,
  type Level,
  lengthCreditOf,
  tolerances,
} from './levels.ts';
import { likenessOf } from './likeness.ts';
import { measureNotes, type SungMeasures, type Take } from './measure-notes.ts';
import { isVoiced, middleDifferences } from './pitch-curve.ts';
import type { ReferenceNote } from './reference-notes.ts';
import { type TimeAlignment, takeSecondsAt } from './time-alignment.ts';

export interface ScoredTake {
  readonly reference: readonly ReferenceNote[];
  readonly take: Take;
  readonly alignment: TimeAlignment;
  /** The take's transposition; by default it is found. */
  readonly keyOffset?: KeyOffset;
}

export type TakeScore = Omit<Comparison, 'version' | 'alignment' | 'measures' | 'singing'>;

/** A phrase was sung if at least this share of its notes was. */
const minSungShare = 0.2;

/** Scores a take against the notes of its original. */
export function scoreTake(scored: ScoredTake): TakeScore {
  const { reference, take, alignment } = scored;
  const transposition = scored.keyOffset ?? findTransposition(scored);
  const measured = measureNotes(reference, take, alignment, semitonesOf(transposition));
  const phrases = findPhrases(reference);
  const part = comparedPart(phrases, measured.notes);
  const notes = measured.notes.map((sung, index) =>
    comparedNote(sung, index, index >= part.first && index <= part.last),
  );
  const likeness = likenessOf(
    notes,
    (note) => isVoicedAt(scored, reference[note]),
    measured.extraNotes.length,
  );
  const weighted = (first: number, last: number) => {
    const points = weightedPoints(notes, reference, first, last);
    return forEachLevel((level) => likeness * points[level]);
  };
  const [startSeconds, endSeconds] = [
    reference[part.first]?.startSeconds ?? 0,
    reference[part.last]?.endSeconds ?? 0,
  ];
  const extraNotes = measured.extraNotes.filter(
    (note) =>
      note.endSeconds > takeSecondsAt(alignment, startSeconds) &&
      note.startSeconds < takeSecondsAt(alignment, endSeconds),
  );
  return {
    part: { startSeconds, endSeconds, share: quartersOf(reference, part) / quartersOf(reference) },
    transposition,
    tempoRatio: tempoRatioOf(alignment, startSeconds, endSeconds),
    likeness,
    overall: weighted(part.first, part.last),
    credits: meanCredits(notes, reference),
    counts: countsOf(notes, extraNotes.length),
    notes,
    phrases: phrases.map(({ first, last }) => ({
      first,
      last,
      startSeconds: reference[first]?.startSeconds ?? 0,
      endSeconds: reference[last]?.endSeconds ?? 0,
      isCompared: first >= part.first && last <= part.last,
      overall: weighted(first, last),
    })),
    extraNotes: extraNotes.map((note) => ({
      startSeconds: note.startSeconds,
      endSeconds: note.endSeconds,
      midi: note.midi,
    })),
  };
}

function countsOf(notes: readonly ComparedNote[], extra: number): Comparison['counts'] {
  const count = (status: ComparedNote['status']) =>
    notes.filter((note) => note.status === status).length;
  return { sung: count('sung'), wrong: count('wrong'), missed: count('missed'), extra };
}

/** The transposition of a take: that of the middles of all notes, frame by frame. */
function findTransposition({ reference, take, alignment }: ScoredTake): KeyOffset {
  const differences = reference.flatMap((note) => {
    const span = {
      startSeconds: takeSecondsAt(alignment, note.startSeconds),
      endSeconds: takeSecondsAt(alignment, note.endSeconds),
    };
    return middleDifferences(take.curve, span, note.midi);
  });
  return findKeyOffset(differences);
}

function isVoicedAt({ take, alignment }: ScoredTake, note: ReferenceNote | undefined): boolean {
  if (!note) return false;
  const [start, end] = [note.startSeconds, note.endSeconds];
  return isVoiced(take.curve, takeSecondsAt(alignment, start), takeSecondsAt(alignment, end));
}

/** How much faster the take is between two times of the original; 1 if there is nothing between them. */
function tempoRatioOf(alignment: TimeAlignment, startSeconds: number, endSeconds: number): number {
  if (endSeconds <= startSeconds) return 1;
  const takeSeconds = takeSecondsAt(alignment, endSeconds) - takeSecondsAt(alignment, startSeconds);
  return (endSeconds - startSeconds) / takeSeconds;
}

/** Whole phrases that are unsung at either end are left out; if none was sung, all are compared. */
function comparedPart(
  phrases: readonly Phrase[],
  notes: readonly (SungMeasures | undefined)[],
): Phrase {
  const sung = phrases.filter(({ first, last }) => {
    const present = notes.slice(first, last + 1).filter((note) => note !== undefined).length;
    return present >= minSungShare * (last - first + 1);
  });
  const [from, to] = [sung[0] ?? phrases[0], sung.at(-1) ?? phrases.at(-1)];
  return { first: from?.first ?? 0, last: to?.last ?? -1 };
}

function comparedNote(
  take: SungMeasures | undefined,
  sungNote: number,
  isCompared: boolean,
): ComparedNote {
  const isWrong = take !== undefined && Math.abs(take.pitchErrorCents) >= anotherNoteCents;
  const status = !isCompared
    ? 'not-compared'
    : take === undefined
      ? 'missed'
      : isWrong
        ? 'wrong'
        : 'sung';
  const points = forEachLevel((level) =>
    take && status === 'sung' ? pointsOf(creditsAt(level, take)) : 0,
  );
  return { sungNote, status, points, ...(take && isCompared && { take }) };
}

type Credits = Comparison['credits'];

function creditsAt(level: Level, take: SungMeasures): Credits {
  const { pitchCents, onsetMilliseconds } = tolerances[level];
  return {
    pitch: creditOf(take.pitchErrorCents, pitchCents),
    onset: creditOf(take.onsetErrorMilliseconds, onsetMilliseconds),
    length: lengthCreditOf(take.lengthOverlap),
  };
}

function pointsOf({ pitch, onset, length }: Credits): number {
  const shares = criterionShares;
  return shares.pitch * pitch + shares.onset * onset + shares.length * length;
}

/** 0 to 100, by written length. */
function weightedPoints(
  notes: readonly ComparedNote[],
  reference: readonly ReferenceNote[],
  first: number,
  last: number,
): ByLevel {
  const total = quartersOf(reference, { first, last });
  return forEachLevel((level) => {
    const points = notes
      .slice(first, last + 1)
      .reduce(
        (sum, note, i) => sum + note.points[level] * (reference[first + i]?.quarters ?? 0),
        0,
      );
    return total === 0 ? 0 : (100 * points) / total;
  });
}

function quartersOf(reference: readonly ReferenceNote[], part?: Phrase): number {
  const notes = part ? reference.slice(part.first, part.last + 1) : reference;
  return notes.reduce((sum, { quarters }) => sum + quarters, 0);
}

function meanCredits(notes: readonly ComparedNote[], reference: readonly ReferenceNote[]): Credits {
  const sums = { pitch: 0, onset: 0, length: 0 };
  let total = 0;
  for (const { status, take, sungNote } of notes) {
    if (status !== 'sung' || !take) continue;
    const { quarters } = reference[sungNote] as ReferenceNote;
    const credits = creditsAt('normal', take);
    sums.pitch += quarters * credits.pitch;
    sums.onset += quarters * credits.onset;
    sums.length += quarters * credits.length;
    total += quarters;
  }
  const weight = total === 0 ? 0 : 1 / total;
  return {
    pitch: sums.pitch * weight,
    onset: sums.onset * weight,
    length: sums.length * weight,
  };
}
