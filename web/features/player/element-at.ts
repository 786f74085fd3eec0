/** The score's element that a pointer's target belongs to. */
export function elementAt(target: EventTarget | null): string | undefined {
  return target instanceof Element
    ? target.closest<SVGElement>('[data-element]')?.dataset.element
    : undefined;
}
