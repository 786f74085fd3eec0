'use client';
import type { Score } from '@my-pitch/shared/score';
import { useMemo, useState } from 'react';
import { loadHabits, type ReadingHabits, saveHabits } from './reading-habits.ts';
import { asSung, shownScore, type Transposition } from './transposing/shown-score.ts';

interface Reading extends ReadingHabits, Transposition {}

export interface ReadScore {
  readonly reading: Reading;
  /** The score before it is transposed. */
  readonly sung: Score;
  /** The displayed score: transposed, in the chosen clef. */
  readonly shown: Score;
  change(changes: Partial<Reading>): void;
}

/** How the score is displayed. Size and note names are stored on the device, the transposition is not. */
export function useReading(score: Score): ReadScore {
  const [habits, setHabits] = useState<ReadingHabits>(() => loadHabits());
  const [transposition, setTransposition] = useState<Transposition>(asSung);
  const shown = useMemo(() => shownScore(score, transposition), [score, transposition]);
  return useMemo(() => {
    const reading = { ...habits, ...transposition };
    const change = (changes: Partial<Reading>) => {
      const { zoom, naming, semitones, instrument, clef } = { ...reading, ...changes };
      if (zoom !== habits.zoom || naming !== habits.naming) {
        setHabits({ zoom, naming });
        saveHabits({ zoom, naming });
      }
      setTransposition((old) =>
        old.semitones === semitones && old.instrument === instrument && old.clef === clef
          ? old
          : { semitones, instrument, clef },
      );
    };
    return { reading, sung: score, shown, change };
  }, [score, habits, transposition, shown]);
}
