import type { KeySignature, TimeSignature } from '@my-pitch/shared/score';

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
