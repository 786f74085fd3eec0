/** The id of the score element that contains an event's target. */
export function elementAt(target: EventTarget | null): string | undefined {
  return target instanceof Element
    ? target.closest<SVGElement>('[data-element]')?.dataset.element
    : undefined;
}
