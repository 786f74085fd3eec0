import { type AccidentalSign, accidentalsOf } from '@my-pitch/shared/notation/accidentals';
import {
  type Measure,
  type Score,
  type ScoreElement,
  ticksPerQuarter,
} from '@my-pitch/shared/score';

const signs: Readonly<Record<AccidentalSign, string>> = {
  bb: '__',
  b: '_',
  n: '=',
  '#': '^',
  '##': '^^',
};
const majorKeys = 'Cb Gb Db Ab Eb Bb F C G D A E B F# C#'.split(' ');
const typeTicks = { whole: 192, half: 96, quarter: 48, eighth: 24, '16th': 12, '32nd': 6 } as const;
const unitTicks = ticksPerQuarter / 2;
const clefNames = { treble: 'treble', 'treble-8vb': 'treble-8', bass: 'bass' } as const;

/** A score in ABC notation, for abcjs: notes, rests, ties, triplets, accidentals and barlines. */
export function toAbc(score: Score): string {
  const { keySignature, timeSignature } = score.measures[0] as Measure;
  return [
    'X:1',
    `M:${timeSignature.beats}/${timeSignature.beatType}`,
    'L:1/8',
    `Q:1/4=${Math.round(score.tempos[0]?.quarterBpm ?? 60)}`,
    `K:${majorKeys[keySignature.fifths + 7]} clef=${clefNames[score.clef]}`,
    `${score.measures.map(measureText).join('|')}|]`,
  ].join('\n');
}

function measureText(measure: Measure): string {
  const accidentals = accidentalsOf(measure);
  let text = '';
  let tripletEnd = 0;
  for (const [index, element] of measure.elements.entries()) {
    const before = measure.elements[index - 1];
    const sharesBeam =
      element.kind === 'note' &&
      before?.kind === 'note' &&
      element.beam !== undefined &&
      element.beam === before.beam;
    if (!sharesBeam) text += ' ';
    if (element.tuplet && element.startTick >= tripletEnd) {
      const members = tripletFrom(measure.elements, index);
      text += `(${element.tuplet.actual}:${element.tuplet.normal}:${members.length}`;
      const last = members.at(-1) ?? element;
      tripletEnd = last.startTick + last.durationTicks;
    }
    text += symbolText(element, accidentals[index]);
  }
  return text;
}

/** The elements that fill a whole number of eighths from a triplet's first on. */
function tripletFrom(elements: readonly ScoreElement[], first: number): readonly ScoreElement[] {
  const members: ScoreElement[] = [];
  let ticks = 0;
  for (const element of elements.slice(first)) {
    if (!element.tuplet) break;
    members.push(element);
    ticks += element.durationTicks;
    if (members.length > 1 && ticks % unitTicks === 0) break;
  }
  return members;
}

function symbolText(element: ScoreElement, accidental: AccidentalSign | undefined): string {
  const dotted = 2 - 1 / 2 ** element.dots;
  const ticks =
    element.kind === 'rest' && element.fillsMeasure
      ? element.durationTicks
      : typeTicks[element.type] * dotted;
  const length = lengthText(ticks);
  if (element.kind === 'rest') return `z${length}`;
  const { step, octave } = element.pitch;
  const letter = octave >= 5 ? step.toLowerCase() : step;
  const marks = octave >= 5 ? "'".repeat(octave - 5) : ','.repeat(4 - octave);
  const sign = accidental ? signs[accidental] : '';
  return `${sign}${letter}${marks}${length}${element.tiedToNext ? '-' : ''}`;
}

function lengthText(ticks: number): string {
  const divisor = [1, 2, 4, 8].find((each) => (ticks * each) % unitTicks === 0) ?? 8;
  const count = (ticks * divisor) / unitTicks;
  return `${count === 1 ? '' : count}${divisor === 1 ? '' : `/${divisor}`}`;
}
