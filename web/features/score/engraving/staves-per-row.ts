const widths = [
  { from: 1400, staves: 5 },
  { from: 1100, staves: 4 },
  { from: 800, staves: 3 },
  { from: 500, staves: 2 },
] as const;

/** Measures per row in a window of a width in CSS pixels. */
export function stavesPerRow(width: number): number {
  return widths.find(({ from }) => width >= from)?.staves ?? 1;
}
