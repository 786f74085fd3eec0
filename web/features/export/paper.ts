/** Paper sizes in PDF points. */
export const papers = {
  a4: { name: 'A4', width: 595.28, height: 841.89 },
  letter: { name: 'Letter', width: 612, height: 792 },
} as const;
export type PaperName = keyof typeof papers;

/** 15 mm. */
export const paperMargin = 42.52;
/** Rows for paper: at this width a staff on A4 is 7 mm high. */
export const paperRow = { perRow: 4, width: 1030 } as const;

export interface PlacedRow {
  readonly row: number;
  /** From the top of the page to the top of the row, in points. */
  readonly top: number;
}

/**
 * Distributes rows over pages without splitting any. The first page starts below the title. A row
 * higher than a page gets its own page. All heights are in points.
 */
export function paginate(
  heights: readonly number[],
  paper: PaperName,
  titleHeight: number,
): readonly (readonly PlacedRow[])[] {
  const bottom = papers[paper].height - paperMargin;
  const pages: PlacedRow[][] = [[]];
  let top = paperMargin + titleHeight;
  for (const [row, height] of heights.entries()) {
    const page = pages.at(-1) as PlacedRow[];
    if (page.length > 0 && top + height > bottom) {
      pages.push([{ row, top: paperMargin }]);
      top = paperMargin + height;
      continue;
    }
    page.push({ row, top });
    top += height;
  }
  return pages;
}
