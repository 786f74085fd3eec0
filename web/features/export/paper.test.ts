import { expect, it } from 'vitest';
import { paginate, paperMargin, papers } from './paper.ts';

it('fills pages with whole rows in order', () => {
  const heights = Array.from({ length: 40 }, (_, row) => 60 + (row % 5) * 10);
  const pages = paginate(heights, 'a4', 50);
  expect(pages.flat().map(({ row }) => row)).toEqual(heights.map((_, row) => row));
  expect(pages[0]![0]!.top).toBeCloseTo(paperMargin + 50);
  for (const page of pages) {
    const last = page.at(-1)!;
    expect(last.top + heights[last.row]!).toBeLessThanOrEqual(papers.a4.height - paperMargin);
    for (const [i, { row, top }] of page.entries()) {
      if (i > 0) expect(top).toBeCloseTo(page[i - 1]!.top + heights[row - 1]!);
    }
  }
});

it('gives a row that is higher than a page its own page', () => {
  expect(paginate([100, 2000, 100], 'letter', 0).map((page) => page.length)).toEqual([1, 1, 1]);
});

it('fills a page to its last point', () => {
  // Letter: 792 pt high; between the margins and under a title of 42.52 pt, 664.44 pt remain.
  const height = papers.letter.height - 2 * paperMargin - 42.52;
  expect(paginate([height - 1, 1], 'letter', 42.52)).toHaveLength(1);
  expect(paginate([height - 1, 1.01], 'letter', 42.52)).toEqual([
    [{ row: 0, top: paperMargin + 42.52 }],
    [{ row: 1, top: paperMargin }],
  ]);
});
