const widths = [
  { from: 1400, staves: 5 },
  { from: 1100, staves: 4 },
  { from: 800, staves: 3 },
  { from: 500, staves: 2 },
] as const;

/** How many measures stand side by side in a window this many CSS pixels wide. */
export function stavesPerRow(width: number): number {
  return widths.find(({ from }) => width >= from)?.staves ?? 1;
}
