import type { KeySignature, Score, TimeSignature } from '@my-pitch/shared/score';
import type { Edit } from './edit.ts';

/** The metres that a metre is most often mistaken for, likeliest first. */
const mistakenMetres: Readonly<Record<string, readonly TimeSignature[]>> = {
  '2/4': [metre(4, 4), metre(6, 8), metre(3, 4)],
  '3/4': [metre(6, 8), metre(4, 4), metre(2, 4)],
  '4/4': [metre(2, 4), metre(3, 4), metre(12, 8)],
  '2/2': [metre(4, 4), metre(6, 4), metre(3, 4)],
  '6/8': [metre(3, 4), metre(2, 4), metre(12, 8)],
  '9/8': [metre(3, 4), metre(6, 8), metre(12, 8)],
  '12/8': [metre(4, 4), metre(6, 8), metre(3, 4)],
};

function metre(beats: number, beatType: TimeSignature['beatType']): TimeSignature {
  return { beats, beatType };
}

export function metreText({ beats, beatType }: TimeSignature): string {
  return `${beats}/${beatType}`;
}

/** A tempo as the score shows it, with a tenth where it has one. */
export function tempoText(quarterBpm: number): string {
  return `♩ = ${Math.round(quarterBpm * 10) / 10}`;
}

/** Three other metres to choose from. */
export function otherMetres(timeSignature: TimeSignature): readonly TimeSignature[] {
  const all = [metre(4, 4), metre(3, 4), metre(6, 8), metre(2, 4)];
  const others = all.filter((other) => metreText(other) !== metreText(timeSignature));
  return mistakenMetres[metreText(timeSignature)] ?? others.slice(0, 3);
}

/** The keys that a key is most often mistaken for: its relative, and those a fifth away. */
export function otherKeys({ fifths, mode }: KeySignature): readonly KeySignature[] {
  const relative = mode === 'major' ? 'minor' : 'major';
  const keys: readonly KeySignature[] = [
    { fifths, mode: relative },
    { fifths: fifths + 1, mode },
    { fifths: fifths - 1, mode },
  ];
  return keys.filter((key) => Math.abs(key.fifths) <= 7);
}

/** A way to write the song that is nearly as probable as the score. */
export interface OtherReading {
  /** As the score has it, and as it could have it. */
  readonly written: string;
  readonly other: string;
  readonly edit: Edit;
}

/** The other readings of a score as it was transcribed; none of a corrected one. */
export function otherReadings({ alternatives, measures, tempos }: Score): readonly OtherReading[] {
  const { tempoFactor: factor, timeSignature } = alternatives ?? {};
  const quarterBpm = Math.round(tempos[0]?.quarterBpm ?? 0);
  const metreNow = measures.at(-1)?.timeSignature;
  const readings: OtherReading[] = [];
  if (factor) {
    readings.push({
      written: tempoText(quarterBpm),
      other: tempoText(Math.round(quarterBpm * factor)),
      edit: { kind: 'scale-tempo', factor },
    });
  }
  if (timeSignature && metreNow) {
    readings.push({
      written: metreText(metreNow),
      other: metreText(timeSignature),
      edit: { kind: 'time', timeSignature },
    });
  }
  return readings;
}
