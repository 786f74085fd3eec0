import { layOutMeasures, type PlacedNote } from '../../notation/lay-out-measures.ts';
import { type KeySignature, type Score, type TimeSignature, ticksPerQuarter } from '../../score.ts';
import type { ChordSymbol } from '../chord-symbol.ts';
import { parseChord } from '../chord-text.ts';

/**
 * A traditional tune with the chords that song books print. Notes are letters (`c` is an octave above `C`,
 * `C,` below; `^` a sharp; `z` a rest) with their length in quarters, by default 1; bars are for the eye.
 */
export interface KnownTune {
  readonly name: string;
  readonly split: 'tuning' | 'judging';
  readonly time: TimeSignature;
  readonly key: KeySignature;
  readonly pickup?: string;
  readonly melody: string;
  /** A measure between bars, which its chords share evenly; the pickup has none. */
  readonly chords: string;
}

const inC = { fifths: 0, mode: 'major' } as const;
const common = { beats: 4, beatType: 4 } as const;
const three = { beats: 3, beatType: 4 } as const;

export const knownTunes: readonly KnownTune[] = [
  {
    ...{ name: 'Twinkle, twinkle', split: 'tuning', time: common, key: inC },
    melody:
      'C C G G|A A G2|F F E E|D D C2|G G F F|E E D2|G G F F|E E D2|C C G G|A A G2|F F E E|D D C2',
    chords: 'C|F C|F C|G C|C F|C G|C F|C G|C|F C|F C|G C',
  },
  {
    ...{ name: 'Ode to Joy', split: 'judging', time: common, key: inC },
    melody:
      'E E F G|G F E D|C C D E|E1.5 D.5 D2|E E F G|G F E D|C C D E|D1.5 C.5 C2|D D E C|D E.5 F.5 E C|D E.5 F.5 E D|C D G,2|E E F G|G F E D|C C D E|D1.5 C.5 C2',
    chords: 'C|G|C|C G|C|G|C|G C|G C|G C|G C|C G|C|G|C|G C',
  },
  {
    ...{ name: 'When the Saints', split: 'tuning', time: common, key: inC, pickup: 'z C E F' },
    melody: 'G4|z C E F|G4|z C E F|G2 E2|C2 E2|D4|z E E D|C3 C|E2 G G|F4|z2 E F|G2 E2|C2 D2|C4',
    chords: 'C|C|C|C|C|C|G|G|C|C|F|F|C|C G|C',
  },
  {
    name: 'Amazing Grace',
    split: 'judging',
    time: three,
    key: { fifths: 1, mode: 'major' },
    pickup: 'z2 D',
    melody:
      'G2 B.5 G.5|B2 A|G2 E|D2 D|G2 B.5 G.5|B2 A|d3|d2 B|d2 B.5 G.5|B2 A|G2 E|D2 D|G2 B.5 G.5|B2 A|G3',
    chords: 'G|G|C|G|G|G|D|D|G|G|C|G|G|D|G',
  },
  {
    ...{ name: 'Happy Birthday', split: 'tuning', time: three, key: inC },
    pickup: 'z2 G,.75 G,.25',
    melody: 'A, G, C|B,2 G,.75 G,.25|A, G, D|C2 G,.75 G,.25|G E C|B, A, F.75 F.25|E C D|C3',
    chords: 'C|G|G|C|C|F|C|C',
  },
  {
    ...{ name: 'Silent Night', split: 'judging', time: three, key: inC },
    melody:
      'G1.5 A.5 G|E3|G1.5 A.5 G|E3|d2 d|B3|c2 c|G3|A2 A|c1.5 B.5 A|G1.5 A.5 G|E3|A2 A|c1.5 B.5 A|G1.5 A.5 G|E3|d2 d|f1.5 d.5 B|c3|e3|c G E|G1.5 F.5 D|C3',
    chords: 'C|C|C|C|G|G|C|C|F|F|C|C|F|F|C|C|G|G|C|C|C|G|C',
  },
  {
    ...{ name: 'Oh! Susanna', split: 'tuning', time: common, key: inC, pickup: 'z3 C.5 D.5' },
    melody:
      'E G G A|G E C1.5 D.5|E E D C|D3 C.5 D.5|E G G A|G E C1.5 D.5|E E D D|C3 z|F2 F2|A A2 A|G G E C|D3 C.5 D.5|E G G A|G E C1.5 D.5|E E D D|C4',
    chords: 'C|C|C|G|C|C|C G|C|F|F|C|G|C|C|C G|C',
  },
  {
    ...{ name: 'Auld Lang Syne', split: 'judging', time: common, key: inC, pickup: 'z3 G,' },
    melody:
      'C1.5 C.5 C E|D1.5 C.5 D E|C1.5 C.5 E G|A3 A|G1.5 E.5 E C|D1.5 C.5 D E|C1.5 A,.5 A, G,|C3 A|G1.5 E.5 E C|D1.5 C.5 D A|G1.5 E.5 E G|A3 c|G1.5 E.5 E C|D1.5 C.5 D E|C1.5 A,.5 A, G,|C4',
    chords: 'C|G|C|F|C|G|F G|C|C|G|C|F|C|G|F G|C',
  },
  {
    ...{ name: 'Jingle Bells', split: 'tuning', time: common, key: inC },
    melody:
      'E E E2|E E E2|E G C1.5 D.5|E4|F F F1.5 F.5|F E E E|E D D E|D2 G2|E E E2|E E E2|E G C1.5 D.5|E4|F F F1.5 F.5|F E E E.5 E.5|G G F D|C4',
    chords: 'C|C|C|C|F|C|D|G|C|C|C|C|F|C|G|C',
  },
  {
    name: 'Greensleeves',
    split: 'judging',
    time: { beats: 6, beatType: 8 },
    key: { fifths: 0, mode: 'minor' },
    pickup: 'z2.5 A.5',
    melody:
      'c d.5 e.75 f.25 e.5|d B.5 G.75 A.25 B.5|c A.5 A.75 ^G.25 A.5|B ^G.5 E A.5|c d.5 e.75 f.25 e.5|d B.5 G.75 A.25 B.5|c.75 B.25 A.5 ^G.75 ^F.25 ^G.5|A1.5 A1.5|g1.5 g.75 f.25 e.5|d B.5 G.75 A.25 B.5|c A.5 A.75 ^G.25 A.5|B ^G.5 E1.5|g1.5 g.75 f.25 e.5|d B.5 G.75 A.25 B.5|c.75 B.25 A.5 ^G.75 ^F.25 ^G.5|A1.5 A1.5',
    chords: 'Am|G|Am|E|Am|G|Am E|Am|C|G|Am|E|C|G|Am E|Am',
  },
];

const pitches: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** The score of a tune at 60 quarters a minute, without chords. */
export function scoreOfTune({ name, time, key, pickup, melody }: KnownTune): Score {
  const measureTicks = (time.beats * 4 * ticksPerQuarter) / time.beatType;
  const whole = `${pickup ?? ''} ${melody}`;
  const skipped = pickup ? restTicks(pickup) : 0;
  const notes = placeNotes(whole, key.fifths).map(({ startTick, endTick, midi }) => {
    return { startTick: startTick - skipped, endTick: endTick - skipped, midi };
  });
  const lastTick = notes.at(-1)?.endTick ?? measureTicks;
  const pickupTicks = pickup ? measureTicks - skipped : 0;
  return {
    version: 1,
    ticksPerQuarter,
    title: name,
    clef: 'treble',
    measures: layOutMeasures(notes, { timeSignature: time, keySignature: key, pickupTicks }),
    sungNotes: notes.map(({ startTick, endTick, midi }) => ({
      startSeconds: startTick / ticksPerQuarter,
      endSeconds: endTick / ticksPerQuarter,
      ...{ centreMidi: midi, deviationCents: 0, confidence: 1, loudnessDb: -20 },
    })),
    tempos: [{ tick: 0, quarterBpm: 60 }],
    timeMap: [0, lastTick].map((tick) => ({ tick, seconds: tick / ticksPerQuarter })),
  };
}

/** Ticks of the rest with which a pickup begins. */
function restTicks(pickup: string): number {
  return Number(/^z(\S*)/.exec(pickup)?.[1] || 1) * ticksPerQuarter;
}

function placeNotes(text: string, fifths: number): PlacedNote[] {
  let tick = 0;
  return text.split(/[\s|]+/).flatMap((token): PlacedNote[] => {
    const [, sharp = '', letter = '', low = '', length] =
      /^(\^?)([A-Ga-gz])(,?)([\d.]*)$/.exec(token) ?? [];
    if (letter === '') return [];
    const startTick = tick;
    tick += Number(length || 1) * ticksPerQuarter;
    if (letter === 'z') return [];
    const isHigh = letter !== letter.toUpperCase();
    const inKey = fifths === 1 && letter.toUpperCase() === 'F' ? 1 : 0;
    const pitch = (pitches[letter.toUpperCase()] ?? 0) + (sharp ? 1 : inKey);
    const midi = 60 + pitch + (isHigh ? 12 : 0) - (low ? 12 : 0);
    return [{ startTick, endTick: tick, midi }];
  });
}

/** The chords of a tune, with the ticks of the score at which each begins and ends. */
export function chordsOfTune(tune: KnownTune) {
  const { measures } = scoreOfTune(tune);
  const full = measures.filter(({ number }) => number > 0);
  return tune.chords.split('|').flatMap((measure, m) => {
    const symbols = measure.split(' ');
    const { startTick = 0, lengthTicks = 0 } = full[m] ?? {};
    return symbols.map((text, i) => {
      const symbol = parseChord(text);
      if (!symbol || symbol === 'none') throw new Error(`Not a chord: ${text}`);
      const length = lengthTicks / symbols.length;
      const chord: ChordSymbol = symbol;
      return {
        startTick: startTick + i * length,
        endTick: startTick + (i + 1) * length,
        symbol: chord,
      };
    });
  });
}
