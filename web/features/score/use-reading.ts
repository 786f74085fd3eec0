'use client';
import type { Score } from '@my-pitch/shared/score';
import { useEffect, useMemo, useState } from 'react';
import { asRecorded, followedShift, type HeardKey } from './heard-key.ts';
import { loadHabits, type ReadingHabits, saveHabits } from './reading-habits.ts';
import { deleteOldSettings, loadSettings, saveSettings } from './reading-settings.ts';
import { shownScore } from './transposing/shown-score.ts';
import { asSung, type Transposition } from './transposing/transposition.ts';

interface Reading extends ReadingHabits, Transposition, HeardKey {}

export interface ReadScore {
  readonly reading: Reading;
  /** The score before it is transposed. */
  readonly sung: Score;
  /** The displayed score: transposed, in the chosen clef. */
  readonly shown: Score;
  change(changes: Partial<Reading>): void;
}

/**
 * How the score is displayed. The settings are stored with the song on this device; size, note names
 * and chords are also the defaults of other songs.
 */
export function useReading(score: Score, jobId: string): ReadScore {
  const [reading, setReading] = useState<Reading>(
    () => loadSettings(jobId) ?? { ...loadHabits(), ...asSung, ...asRecorded },
  );
  useEffect(() => deleteOldSettings(Date.now()), []);
  const { instrument, clef, chords } = reading;
  const semitones = reading.semitones + followedShift(reading);
  const shown = useMemo(
    () => withChords(shownScore(score, { semitones, instrument, clef }), chords),
    [score, semitones, instrument, clef, chords],
  );
  return useMemo(() => {
    const change = (changes: Partial<Reading>) => {
      const changed = { ...reading, ...changes };
      setReading(changed);
      saveSettings(jobId, changed, Date.now());
      saveHabits({ zoom: changed.zoom, naming: changed.naming, chords: changed.chords });
    };
    return { reading, sung: score, shown, change };
  }, [score, jobId, reading, shown]);
}

function withChords(score: Score, chords: ReadingHabits['chords']): Score {
  if (chords === 'shown' || !score.chords) return score;
  const { chords: _, ...melody } = score;
  return melody;
}
