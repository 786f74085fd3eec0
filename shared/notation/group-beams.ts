import type { NoteType, ScoreElement } from '../score.ts';

const flagged: ReadonlySet<NoteType> = new Set<NoteType>(['eighth', '16th', '32nd']);

/**
 * Beams consecutive eighths and shorter notes of the same beat.
 * @param originTick start of the full measure; for a pickup this is before its first element.
 */
export function groupBeams(
  elements: readonly ScoreElement[],
  originTick: number,
  beatTicks: number,
): ScoreElement[] {
  const beatOf = (element: ScoreElement | undefined) =>
    element?.kind === 'note' && flagged.has(element.type)
      ? Math.floor((element.startTick - originTick) / beatTicks)
      : undefined;
  let group = -1;
  return elements.map((element, i) => {
    const beat = beatOf(element);
    if (beat === undefined) return element;
    const continues = beatOf(elements[i - 1]) === beat;
    if (!continues && beatOf(elements[i + 1]) !== beat) return element;
    if (!continues) group++;
    return { ...element, beam: group };
  });
}
