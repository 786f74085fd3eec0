import { loadVexFlow } from '../../../../web/features/score/engraving/load-vexflow.ts';
import { ScoreView } from '../../../../web/features/score/engraving/score-view.ts';
import { stavesPerRow } from '../../../../web/features/score/engraving/staves-per-row.ts';
import type { Engraver, Song } from '../engraver.ts';

let vex: Awaited<ReturnType<typeof loadVexFlow>>;
let view: ScoreView;
let shown: { readonly sheet: HTMLElement; readonly song: Song; readonly ids: readonly string[] };

function show(): void {
  const { sheet, song } = shown;
  view.show(song.score, { perRow: stavesPerRow(window.innerWidth), width: sheet.clientWidth });
}

/** Our sheet, outside the page's other parts. */
export const ours: Engraver = {
  load: async () => {
    vex = await loadVexFlow();
  },
  open: async (sheet, song) => {
    const ids = song.score.measures.flatMap(({ elements }, measure) =>
      elements.flatMap(({ kind }, index) => (kind === 'note' ? [`m${measure}e${index}`] : [])),
    );
    view = new ScoreView(vex, sheet);
    shown = { sheet, song, ids };
    show();
  },
  drawAll: async () => view.drawAll(),
  reflow: async () => {
    show();
    view.drawAll();
  },
  noteAt: (index) => view.elementOf(shown.ids[index] ?? ''),
  countBlankRows: () => {
    const rows = shown.sheet.children;
    let blank = 0;
    for (let index = firstVisible(rows); index < rows.length; index += 1) {
      const row = rows[index] as Element;
      if (row.getBoundingClientRect().top >= window.innerHeight) break;
      if (row.childElementCount === 0) blank += 1;
    }
    return blank;
  },
};

/** By bisection: asking every row for its place in every frame would be measured too. */
function firstVisible(rows: HTMLCollection): number {
  let [first, end] = [0, rows.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((rows[middle] as Element).getBoundingClientRect().bottom > 0) end = middle;
    else first = middle + 1;
  }
  return first;
}
