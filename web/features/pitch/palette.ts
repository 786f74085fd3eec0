/** The colours of the page, as a canvas needs them. */
export interface Palette {
  readonly sheet: string;
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly leaf: string;
  readonly leafSoft: string;
  readonly sharp: string;
  readonly flat: string;
}

/** Reads the palette that holds for an element now: it differs between light and dark. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    sheet: read('--sheet'),
    paper: read('--paper'),
    ink: read('--ink'),
    quiet: read('--quiet'),
    line: read('--line'),
    leaf: read('--leaf'),
    leafSoft: read('--leaf-soft'),
    sharp: read('--sharp'),
    flat: read('--flat'),
  };
}
