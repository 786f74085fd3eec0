'use client';
import type { Score } from '@my-pitch/shared/score';
import { useMemo, useState } from 'react';
import { keepHabits, keptHabits, type ReadingHabits } from './reading-habits.ts';
import { asSung, shownScore, type Transposition } from './transposing/shown-score.ts';

interface Reading extends ReadingHabits, Transposition {}

export interface ReadScore {
  readonly reading: Reading;
  /** The score before it is transposed. */
  readonly sung: Score;
  /** The score as it is read: transposed, in the clef that was asked for. */
  readonly shown: Score;
  change(changes: Partial<Reading>): void;
}

/** How the reader wants the score. Size and names are remembered on the device, the key is the song's own. */
export function useReading(score: Score): ReadScore {
  const [habits, setHabits] = useState<ReadingHabits>(() => keptHabits());
  const [transposition, setTransposition] = useState<Transposition>(asSung);
  const shown = useMemo(() => shownScore(score, transposition), [score, transposition]);
  return useMemo(() => {
    const reading = { ...habits, ...transposition };
    const change = (changes: Partial<Reading>) => {
      const { zoom, naming, semitones, instrument, clef } = { ...reading, ...changes };
      if (zoom !== habits.zoom || naming !== habits.naming) {
        setHabits({ zoom, naming });
        keepHabits({ zoom, naming });
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
