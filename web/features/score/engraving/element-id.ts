/** The name of the element at a place in the score, as it stands in the page. */
export function elementId(measureIndex: number, elementIndex: number): string {
  return `m${measureIndex}e${elementIndex}`;
}

/** The place in `Score.measures` of the measure that holds an element; −1 for what is no element. */
export function measureOfElement(id: string): number {
  return Number(/^m(\d+)e\d+$/.exec(id)?.[1] ?? -1);
}
