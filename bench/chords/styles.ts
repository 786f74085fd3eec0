/** How the accompanying instrument plays a chord. */
type Comping = 'pad' | 'block' | 'arpeggio' | 'strum' | 'offbeat' | 'swing';
type BassLine = 'root' | 'root-fifth' | 'walking' | 'eighths' | 'none';
type Drums = 'none' | 'rock' | 'swing' | 'bossa' | 'four-on-the-floor' | 'waltz';

/** An arrangement of a song. Programs are those of General MIDI, from 0. */
export interface Style {
  readonly name: string;
  /** Settings are chosen on the tuning styles and judged on the others. */
  readonly split: 'tuning' | 'judging';
  readonly quarterBpm: readonly [min: number, max: number];
  readonly beatsPerMeasure: 3 | 4;
  readonly programs: readonly number[];
  readonly comping: Comping;
  readonly bassProgram: number;
  readonly bass: BassLine;
  readonly drums: Drums;
  /** Chords in C; a measure between bars, which its chords share evenly. */
  readonly progressions: readonly string[];
}

export const styles: readonly Style[] = [
  {
    name: 'piano ballad',
    split: 'tuning',
    quarterBpm: [60, 84],
    beatsPerMeasure: 4,
    programs: [0],
    comping: 'arpeggio',
    bassProgram: 33,
    bass: 'root',
    drums: 'none',
    progressions: [
      'C | G/B | Am7 | F | C/E | F | Gsus4 | G7',
      'Am | F | C | G | Dm7 | Em7 | Fmaj7 | E7',
    ],
  },
  {
    name: 'rock',
    split: 'judging',
    quarterBpm: [108, 144],
    beatsPerMeasure: 4,
    programs: [30],
    comping: 'strum',
    bassProgram: 34,
    bass: 'eighths',
    drums: 'rock',
    progressions: ['C | Bb | F | C | Am | F | G | G', 'Am | G | F | E | Am | C | Dm | E7'],
  },
  {
    name: 'folk guitar',
    split: 'judging',
    quarterBpm: [84, 120],
    beatsPerMeasure: 4,
    programs: [25],
    comping: 'strum',
    bassProgram: 32,
    bass: 'none',
    drums: 'none',
    progressions: ['C | Em | F | G7 | C | Am | Dm | G7', 'C | C7 | F | Fm | C/G | Am | D7 | G7'],
  },
  {
    name: 'jazz swing',
    split: 'tuning',
    quarterBpm: [120, 168],
    beatsPerMeasure: 4,
    programs: [0],
    comping: 'swing',
    bassProgram: 32,
    bass: 'walking',
    drums: 'swing',
    progressions: [
      'Dm7 | G7 | Cmaj7 | Am7 | Dm7 | G7 | Cmaj7 | A7',
      'Cmaj7 | Em7 A7 | Dm7 | Fm7 Bb7 | Em7 | A7 | Dm7 | G7',
    ],
  },
  {
    name: 'bossa nova',
    split: 'judging',
    quarterBpm: [112, 140],
    beatsPerMeasure: 4,
    programs: [24],
    comping: 'offbeat',
    bassProgram: 32,
    bass: 'root-fifth',
    drums: 'bossa',
    progressions: [
      'Fmaj7 | Fmaj7 | G7 | G7 | Gm7 | C7 | Fmaj7 | C7',
      'Am7 | D7 | Gmaj7 | Cmaj7 | Bm7b5 | E7 | Am7 | Am7',
    ],
  },
  {
    name: 'synth pop',
    split: 'tuning',
    quarterBpm: [112, 128],
    beatsPerMeasure: 4,
    programs: [81, 89],
    comping: 'offbeat',
    bassProgram: 38,
    bass: 'eighths',
    drums: 'four-on-the-floor',
    progressions: ['Am | F | C | G | Am | F | C | E7', 'F | G | Em | Am | F | G | C | C'],
  },
  {
    name: 'waltz',
    split: 'judging',
    quarterBpm: [120, 160],
    beatsPerMeasure: 3,
    programs: [21, 48],
    comping: 'offbeat',
    bassProgram: 32,
    bass: 'root',
    drums: 'waltz',
    progressions: ['C | C | G7 | G7 | Dm | G7 | C | Caug', 'Am | Am | Dm | Dm | E7 | E7 | Am | Am'],
  },
  {
    name: 'country',
    split: 'tuning',
    quarterBpm: [92, 132],
    beatsPerMeasure: 4,
    programs: [25, 0],
    comping: 'offbeat',
    bassProgram: 32,
    bass: 'root-fifth',
    drums: 'rock',
    progressions: ['C | C7 | F | F | C | G7 | C | G7', 'C | G/B | Am | Am/G | F | C/E | D7 | G7'],
  },
  {
    name: 'soul',
    split: 'judging',
    quarterBpm: [72, 108],
    beatsPerMeasure: 4,
    programs: [4, 61],
    comping: 'block',
    bassProgram: 33,
    bass: 'eighths',
    drums: 'rock',
    progressions: [
      'Cmaj7 | Em7 | Fmaj7 | Gsus4 | Am7 | Em7 | Dm7 | G7',
      'Am7 | Dm7 | Em7 | Am7 | Fmaj7 | C/E | Dm7 | Gsus4',
    ],
  },
  {
    name: 'hymn',
    split: 'tuning',
    quarterBpm: [76, 100],
    beatsPerMeasure: 4,
    programs: [19],
    comping: 'block',
    bassProgram: 19,
    bass: 'root',
    drums: 'none',
    progressions: [
      'C | F C | G/B C | G | Am Em | F C/E | Dm G7 | C',
      'C G | Am Em | F C | Dm Bdim | C/E F | C/G G7 | C | C',
    ],
  },
];
