/** The id of a score element in the page (`data-element`). */
export function elementId(measureIndex: number, elementIndex: number): string {
  return `m${measureIndex}e${elementIndex}`;
}

/** The index in `Score.measures` of the measure that contains an element; −1 if the id is invalid. */
export function measureOfElement(id: string): number {
  return Number(/^m(\d+)e\d+$/.exec(id)?.[1] ?? -1);
}
