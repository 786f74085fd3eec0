import type { Score } from '@my-pitch/shared/score';

/** Upper limits of the tempo words that metronomes print, in beats a minute. */
const words = [
  { below: 60, word: 'Largo' },
  { below: 66, word: 'Larghetto' },
  { below: 76, word: 'Adagio' },
  { below: 108, word: 'Andante' },
  { below: 120, word: 'Moderato' },
  { below: 168, word: 'Allegro' },
  { below: 200, word: 'Presto' },
] as const;

/** The Italian word for the tempo at the start of a score: `Andante`. */
export function tempoWord({ tempos, measures }: Pick<Score, 'tempos' | 'measures'>): string {
  const { beats, beatType } = measures[0]?.timeSignature ?? { beats: 4, beatType: 4 };
  const isCompound = beatType === 8 && beats > 3 && beats % 3 === 0;
  const quarterBpm = tempos[0]?.quarterBpm ?? 0;
  // The beat of compound time is a dotted quarter.
  const beatBpm = Math.round(isCompound ? quarterBpm / 1.5 : quarterBpm);
  return words.find(({ below }) => beatBpm < below)?.word ?? 'Prestissimo';
}
