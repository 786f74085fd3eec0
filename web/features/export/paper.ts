/** Paper sizes that printers know, in PDF points. */
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
  /** From the paper's top to the row's, in points. */
  readonly top: number;
}

/**
 * Puts rows on pages, none split; the first page begins lower, under the title. Heights are in
 * points; a row higher than a page still gets one.
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
