import { chordLabel } from '../chords/chord-label.ts';
import { chordsDuring } from '../chords/chords-during.ts';
import { abcWords } from '../lyrics/abc-words.ts';
import { syllablesBySungNote } from '../lyrics/lyrics-of-notes.ts';
import { versesOf } from '../lyrics/sung-words.ts';
import type { Clef, KeySignature, Measure, Pitch, Score, ScoreElement } from '../score.ts';
import { normaliseTitle } from '../title.ts';
import { type AccidentalSign, accidentalsOf } from './accidentals.ts';
import { tupletEnds } from './tuplet-ends.ts';

/** ABC's unit note length is a sixteenth. */
const unitTicks = 12;
const measuresPerLine = 4;
const clefs: Readonly<Record<Clef, string>> = {
  treble: 'treble',
  'treble-8vb': 'treble-8',
  bass: 'bass',
};
const signs: Readonly<Record<AccidentalSign, string>> = {
  bb: '__',
  b: '_',
  n: '=',
  '#': '^',
  '##': '^^',
};

/** The score in ABC notation (version 2.1), with its chords, and its words in `w:` lines, one for each verse. */
export function renderAbc(score: Score): string {
  const [first] = score.measures;
  const verses = versesOf(score);
  const syllables = syllablesBySungNote(score);
  const lines: string[] = [];
  for (let start = 0; start < score.measures.length; start += measuresPerLine) {
    const measures = score.measures.slice(start, start + measuresPerLine);
    const bars = measures.map((measure, i) =>
      measureText(score, measure, score.measures[start + i - 1]),
    );
    const isLast = start + measuresPerLine >= score.measures.length;
    lines.push(`${bars.join(' | ')} ${isLast ? '|]' : '|'}`);
    for (const verse of verses) lines.push(`w: ${abcWords(measures, syllables, verse)}`);
  }
  return [...headerOf(score, first), ...lines, ''].join('\n');
}

function headerOf({ title, clef, tempos }: Score, first: Measure | undefined): string[] {
  const quarterBpm = Math.round(tempos[0]?.quarterBpm ?? 120);
  return [
    'X:1',
    `T:${normaliseTitle(title).replaceAll('%', '\\%') || 'Untitled'}`,
    ...(first ? [`M:${meterOf(first)}`] : []),
    'L:1/16',
    `Q:1/4=${quarterBpm}`,
    ...(first ? [`K:${keyOf(first.keySignature)} clef=${clefs[clef]}`] : []),
  ];
}

function meterOf({ timeSignature: { beats, beatType } }: Measure): string {
  return `${beats}/${beatType}`;
}

const majorTonics = 'Cb Gb Db Ab Eb Bb F C G D A E B F# C#'.split(' ');
const minorTonics = 'Ab Eb Bb F C G D A E B F# C# G# D# A#'.split(' ');

function keyOf({ fifths, mode }: KeySignature): string {
  return mode === 'major' ? `${majorTonics[fifths + 7]}` : `${minorTonics[fifths + 7]}m`;
}

function measureText(score: Score, measure: Measure, before: Measure | undefined): string {
  const changes = [
    ...(before && meterOf(before) !== meterOf(measure) ? [`[M:${meterOf(measure)}]`] : []),
    ...(before && keyOf(before.keySignature) !== keyOf(measure.keySignature)
      ? [`[K:${keyOf(measure.keySignature)}]`]
      : []),
  ];
  const accidentals = accidentalsOf(measure);
  const ends = tupletEnds(measure.elements);
  const symbols = measure.elements.map((element, i) => {
    const tuplet = ends[i] === 'start' ? tupletText(measure.elements.slice(i), ends.slice(i)) : '';
    const next = measure.elements[i + 1];
    const chords = chordsText(score, element);
    return `${tuplet}${chords}${symbolText(element, accidentals[i], score.clef)}${isBeamed(element, next) ? '' : ' '}`;
  });
  return [...changes, symbols.join('').trim()].join(' ');
}

/** The chords of a symbol, also those that begin while it lasts: ABC has no place for them but before it. */
function chordsText({ chords }: Score, element: ScoreElement): string {
  return chordsDuring(chords, element)
    .map((chord) => `"${chordLabel(chord, 'letters')}"`)
    .join('');
}

/** `(p:q:r`: p notes in the time of q, for the next r symbols. */
function tupletText(
  elements: readonly ScoreElement[],
  ends: readonly (string | undefined)[],
): string {
  const { actual, normal } = elements[0]?.tuplet ?? { actual: 3, normal: 2 };
  return `(${actual}:${normal}:${ends.indexOf('stop') + 1}`;
}

/** Notes without a space between them share a beam. */
function isBeamed(element: ScoreElement, next: ScoreElement | undefined): boolean {
  if (element.kind === 'rest' || next?.kind !== 'note') return false;
  return element.beam !== undefined && element.beam === next.beam;
}

function symbolText(
  element: ScoreElement,
  accidental: AccidentalSign | undefined,
  clef: Clef,
): string {
  const length = lengthText(element);
  if (element.kind === 'rest') return `z${length}`;
  const sign = accidental ? signs[accidental] : '';
  return `${sign}${pitchText(element.pitch, clef)}${length}${element.tiedToNext ? '-' : ''}`;
}

/** In sixteenths, as written: a symbol of a tuplet has its length without the tuplet. */
function lengthText({ durationTicks, tuplet }: ScoreElement): string {
  const ticks = tuplet ? (durationTicks * tuplet.actual) / tuplet.normal : durationTicks;
  const divisor = [12, 6, 4, 3, 2].find((each) => Math.round(ticks) % each === 0) ?? 1;
  const [count, of] = [Math.round(ticks) / divisor, unitTicks / divisor];
  return `${count === 1 && of === 1 ? '' : count}${of === 1 ? '' : `/${of}`}`;
}

/** Middle C is `C`, the octave above `c`. An octave clef is written an octave above its sound. */
function pitchText({ step, octave }: Pitch, clef: Clef): string {
  const written = clef === 'treble-8vb' ? octave + 1 : octave;
  if (written >= 5) return step.toLowerCase() + "'".repeat(written - 5);
  return step + ','.repeat(4 - written);
}
