import type { ScoreFacts } from './score-facts.ts';

/** What a program changed. */
export interface Difference {
  /** Such as `3 @48 pitch`. */
  readonly place: string;
  /** Without the place: `pitch`. */
  readonly aspect: string;
  /** `undefined` where nothing was sent, or where nothing came back. */
  readonly sent: string | undefined;
  readonly back: string | undefined;
}

/** Where two scores differ, in the order of the one that was sent. */
export function differencesOf(sent: ScoreFacts, back: ScoreFacts): Difference[] {
  const places = new Set([...sent.keys(), ...back.keys()]);
  return [...places].flatMap((place) => {
    const [was, is] = [sent.get(place), back.get(place)];
    if (was === is) return [];
    return [{ place, aspect: aspectOf(place), sent: was, back: is }];
  });
}

/** How many facts of each aspect there are. */
export function countAspects(facts: ScoreFacts): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const place of facts.keys()) {
    const aspect = aspectOf(place);
    counts.set(aspect, (counts.get(aspect) ?? 0) + 1);
  }
  return counts;
}

/** Verses count as one aspect. */
function aspectOf(place: string): string {
  return place.replace(/^\d+ @\w+ /, '').replace(/ \d+$/, '');
}
