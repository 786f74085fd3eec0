import type {
  Clef,
  NoteType,
  Pitch,
  Score,
  ScoreElement,
  TimeSignature,
} from '@my-pitch/shared/score';

const durations: Readonly<Record<NoteType, string>> = {
  whole: 'w',
  half: 'h',
  quarter: 'q',
  eighth: '8',
  '16th': '16',
  '32nd': '32',
};
const alterations: Readonly<Record<number, string>> = { [-2]: 'bb', [-1]: 'b', 1: '#', 2: '##' };

/** A written pitch in VexFlow's notation, `f#/4`. With an octave clef it is an octave above the sounding pitch. */
function vexKey(pitch: Pitch, clef: Clef): string {
  const octave = clef === 'treble-8vb' ? pitch.octave + 1 : pitch.octave;
  return `${pitch.step.toLowerCase()}${alterations[pitch.alter] ?? ''}/${octave}`;
}

/** VexFlow's clef name and octave sign. */
export function vexClef(clef: Clef): { name: 'treble' | 'bass'; annotation?: '8vb' } {
  return clef === 'treble-8vb' ? { name: 'treble', annotation: '8vb' } : { name: clef };
}

/** The arguments of `StaveNote`. Rests are in the middle of the staff. */
export function vexNote(element: ScoreElement, clef: Clef) {
  const { name } = vexClef(clef);
  if (element.kind === 'note') {
    const keys = [vexKey(element.pitch, clef)];
    return { clef: name, keys, duration: durations[element.type], dots: element.dots };
  }
  const whole = element.fillsMeasure;
  return {
    clef: name,
    keys: [restKey(name, whole || element.type === 'whole')],
    duration: `${whole ? 'w' : durations[element.type]}r`,
    dots: whole ? 0 : element.dots,
    alignCenter: whole,
  };
}

/** A whole rest hangs from the fourth line; all others are centred on the third. */
function restKey(clef: 'treble' | 'bass', whole: boolean): string {
  if (clef === 'treble') return whole ? 'd/5' : 'b/4';
  return whole ? 'f/3' : 'd/3';
}

const fifthsToKey = [
  ...['Cb', 'Gb', 'Db', 'Ab', 'Eb', 'Bb', 'F'],
  ...['C', 'G', 'D', 'A', 'E', 'B', 'F#', 'C#'],
];

/** VexFlow's name of a key signature: its major key. */
export function vexKeySignature(fifths: number): string {
  return fifthsToKey[fifths + 7] ?? 'C';
}

/** A tempo mark in quarters, or in dotted quarters in compound time; names swing. */
export function vexTempo(
  { quarterBpm, swing }: Score['tempos'][number],
  { beats, beatType }: TimeSignature,
) {
  const isCompound = beatType === 8 && beats > 3 && beats % 3 === 0;
  return {
    duration: 'q',
    dots: isCompound ? 1 : 0,
    bpm: Math.round(isCompound ? quarterBpm / 1.5 : quarterBpm),
    ...(swing ? { name: 'Swing' } : {}),
  };
}
