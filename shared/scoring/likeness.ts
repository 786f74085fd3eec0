import type { ComparedNote } from './comparison.ts';

/**
 * Two melodies agree in a quarter to almost half of their notes by chance, once the best key and tempo
 * are found. From this share on, a take is certainly of the same song.
 */
const sureShare = 0.6;
const chanceShare = 0.25;

/**
 * How surely a take is of the same song, 0 to 1: by the share of right notes among all notes of
 * both at which something was sung. The points of a take are multiplied by it, so that another song earns few. Notes
 * that were left out say nothing about it.
 *
 * @param isVoiced whether anything was sung at a note.
 * @param extraNotes sung notes of the whole take that belong to no note of the original.
 */
export function likenessOf(
  notes: readonly ComparedNote[],
  isVoiced: (note: number) => boolean,
  extraNotes: number,
): number {
  const tried = notes.filter(
    ({ status, sungNote }) =>
      status === 'sung' || status === 'wrong' || (status === 'missed' && isVoiced(sungNote)),
  );
  if (tried.length === 0) return 1;
  const right = tried.filter(({ status }) => status === 'sung').length;
  const agreeing = right / (tried.length + extraNotes);
  return Math.min(1, Math.max(0, (agreeing - chanceShare) / (sureShare - chanceShare)));
}
