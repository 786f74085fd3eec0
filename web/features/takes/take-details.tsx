'use client';
import type { JobId } from '@my-pitch/shared/ids';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import type { Level } from '@my-pitch/shared/scoring/levels';
import { useMemo, useState } from 'react';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { useAnalysis } from '../pitch/use-analysis.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { GradedScore } from './graded-score.tsx';
import { gradesOf, type NoteGrade } from './note-grade.ts';
import { PhraseCurves } from './phrase-curves-card.tsx';
import { PhraseTimeline } from './phrase-timeline.tsx';
import { type ComparedPhrase, comparedPhrases, measuresToPractise } from './practice.ts';
import { Practise } from './practise.tsx';
import { type Original, useOriginal } from './use-original.ts';
import { useTakesTexts } from './use-takes-texts.ts';

interface TakeDetailsProps {
  readonly comparison: Comparison;
  readonly level: Level;
  /** The take's. */
  readonly links: ArtifactLinks;
  readonly player: PlayerControls;
  readonly originalId: JobId;
}

/** The take phrase by phrase and note by note beside its original, and what to practise. */
export function TakeDetails({ comparison, level, links, player, originalId }: TakeDetailsProps) {
  const original = useOriginal(originalId);
  const { value: analysis } = useAnalysis(links);
  const [shown, setShown] = useState(0);
  const phrases = comparedPhrases(comparison, level, player.duration);
  const measures = measuresToPractise(comparison, level, player.duration);
  const grades = useMemo(() => gradesOf(comparison.notes, level), [comparison, level]);
  const phrase = phrases[shown];
  const { semitones } = comparison.transposition;
  const isRepeated = ({ startSeconds, endSeconds }: ComparedPhrase) =>
    player.loop?.startSeconds === startSeconds && player.loop.endSeconds === endSeconds;
  const showPhrase = (place: number) => {
    setShown(place);
    player.setSpeed(1);
    player.setLoop(phrases[place]);
    if (!player.isPlaying) player.toggle();
  };
  const seekToNote = (sungNote: number) => {
    const start = comparison.notes[sungNote]?.take?.startSeconds;
    if (start !== undefined) player.seek(start);
  };
  return (
    <>
      <PhraseTimeline {...{ phrases, shown, isRepeated }} onPhrase={showPhrase} />
      {original.score && original.analysis && analysis && phrase && (
        <PhraseCurves
          {...{ comparison, grades }}
          original={{ score: original.score, analysis: original.analysis }}
          take={analysis}
          phrase={phrase.index}
          number={shown + 1}
        />
      )}
      <Practise {...{ measures, original, player }} keyShift={semitones} />
      <NoteByNote
        {...{ original, semitones, grades }}
        shownNote={
          phrase && comparison.notes[comparison.phrases[phrase.index]?.first ?? 0]?.sungNote
        }
        onNote={seekToNote}
      />
    </>
  );
}

interface NoteByNoteProps {
  readonly original: Original;
  readonly semitones: number;
  readonly grades: ReadonlyMap<number, NoteGrade>;
  readonly shownNote: number | undefined;
  readonly onNote: (sungNote: number) => void;
}

/** The original's score, or why it is not shown. */
function NoteByNote({ original: { score, status }, ...props }: NoteByNoteProps) {
  const texts = useTakesTexts();
  if (score) return <GradedScore score={score} {...props} />;
  const reasons = {
    loading: texts.originalLoading,
    failed: texts.originalFailed,
    gone: texts.originalGone,
    ready: '',
  };
  return (
    <p role="status" className="text-quiet">
      {reasons[status]}
    </p>
  );
}
