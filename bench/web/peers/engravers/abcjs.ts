import type { Engraver } from '../engraver.ts';

declare const ABCJS: {
  renderAbc(sheet: HTMLElement, abc: string, options: object): void;
};

/** The scale at which abcjs's staff is 40 pixels high. */
const scale = 1.29;
let shown: { readonly sheet: HTMLElement; readonly abc: string };

function draw(): void {
  const { sheet, abc } = shown;
  ABCJS.renderAbc(sheet, abc, {
    scale,
    staffwidth: sheet.clientWidth / scale - 30,
    add_classes: true,
    wrap: { minSpacing: 1.8, maxSpacing: 2.7, preferredMeasuresPerLine: 5 },
  });
}

export const abcjsEngraver: Engraver = {
  load: async () => {},
  open: async (sheet, { abc }) => {
    shown = { sheet, abc };
    draw();
  },
  drawAll: async () => {},
  reflow: async () => draw(),
  noteAt: (index) => shown.sheet.querySelectorAll('.abcjs-note')[index],
  countBlankRows: () => 0,
};
