import type { NoteType, ScoreElement } from '../score.ts';

const flagged: ReadonlySet<NoteType> = new Set<NoteType>(['eighth', '16th', '32nd']);

/**
 * Beams consecutive eighths and shorter notes between the same two starts of beams.
 * @param originTick start of the full measure; for a pickup this is before its first element.
 * @param starts where beams begin anew, in ticks from `originTick`, in order.
 */
export function groupBeams(
  elements: readonly ScoreElement[],
  originTick: number,
  starts: readonly number[],
): ScoreElement[] {
  const partOf = (element: ScoreElement | undefined) =>
    element?.kind === 'note' && flagged.has(element.type)
      ? starts.findLastIndex((start) => start <= element.startTick - originTick)
      : undefined;
  let group = -1;
  return elements.map((element, i) => {
    const part = partOf(element);
    if (part === undefined) return element;
    const continues = partOf(elements[i - 1]) === part;
    if (!continues && partOf(elements[i + 1]) !== part) return element;
    if (!continues) group++;
    return { ...element, beam: group };
  });
}
