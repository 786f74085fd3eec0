'use client';
import type { Analysis } from '@my-pitch/shared/analysis';
import type { Score } from '@my-pitch/shared/score';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { referenceNotesOf } from '@my-pitch/shared/scoring/reference-notes';
import { useMemo } from 'react';
import { transposeFifths } from '../score/transposing/transpose-score.ts';
import type { NoteGrade } from './note-grade.ts';
import { originalLines, takeLines } from './phrase-curves.ts';
import { PhrasePicture } from './phrase-picture.tsx';
import { useTakesTexts } from './use-takes-texts.ts';

interface PhraseCurvesProps {
  readonly comparison: Comparison;
  readonly grades: ReadonlyMap<number, NoteGrade>;
  readonly original: { readonly score: Score; readonly analysis: Analysis };
  readonly take: Analysis;
  /** An index into the comparison's phrases. */
  readonly phrase: number;
  /** The phrase's number as shown. */
  readonly number: number;
}

/** Room at both ends of a phrase. */
const marginSeconds = 0.25;

/** The pitch of both voices in a phrase, one over the other. */
export function PhraseCurves(props: PhraseCurvesProps) {
  const { comparison, grades, original, take, phrase, number } = props;
  const texts = useTakesTexts();
  const reference = useMemo(() => referenceNotesOf(original.score), [original.score]);
  const { first, last, startSeconds, endSeconds } = comparison.phrases[phrase] ?? wholeSong;
  const span = useMemo(
    () => ({ startSeconds: startSeconds - marginSeconds, endSeconds: endSeconds + marginSeconds }),
    [startSeconds, endSeconds],
  );
  const lines = useMemo(
    () => ({
      original: originalLines(original.analysis.f0, span),
      take: takeLines(take.f0, comparison, reference, span),
    }),
    [original.analysis, take, comparison, reference, span],
  );
  const notes = comparison.notes.slice(first, last + 1).flatMap(({ sungNote }) => {
    const note = reference[sungNote];
    return note ? [{ ...note, grade: grades.get(sungNote) ?? 'not-compared' }] : [];
  });
  const { semitones } = comparison.transposition;
  const fifths = original.score.measures[0]?.keySignature.fifths ?? 0;
  const right = notes.filter(({ grade }) => grade === 'right').length;
  return (
    <div>
      <h3 className="font-semibold">{texts.curves}</h3>
      <ul className="mb-2 flex flex-wrap gap-x-5 text-sm text-quiet">
        <LegendEntry name={texts.curveTake} className="border-glow" />
        <LegendEntry name={texts.curveOriginal} className="border-dashed border-quiet" />
        <li className="flex items-center gap-2">
          <span aria-hidden="true" className="h-3 w-6 border border-line bg-leaf-soft" />
          {texts.curveNotes}
        </li>
      </ul>
      <PhrasePicture
        {...{ span, notes, semitones, ...lines }}
        fifths={transposeFifths(fifths, semitones)}
        label={texts.curvesText(number, right, notes.length)}
      />
    </div>
  );
}

const wholeSong = { first: 0, last: 0, startSeconds: 0, endSeconds: 1 };

function LegendEntry({ name, className }: { name: string; className: string }) {
  return (
    <li className="flex items-center gap-2">
      <span aria-hidden="true" className={`w-6 border-t-2 ${className}`} />
      {name}
    </li>
  );
}
