/** The page's colours, for drawing on a canvas. */
export interface Palette {
  readonly sheet: string;
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly leaf: string;
  readonly leafSoft: string;
  /** Of what sounds now. */
  readonly glow: string;
  readonly selected: string;
  readonly sharp: string;
  readonly flat: string;
}

/** Reads an element's current palette, which differs between light and dark. */
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
    glow: read('--glow'),
    selected: read('--selected'),
    sharp: read('--sharp'),
    flat: read('--flat'),
  };
}
