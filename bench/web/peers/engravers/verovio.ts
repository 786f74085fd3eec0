import type { VerovioToolkit } from 'verovio/esm';
import type { Engraver } from '../engraver.ts';

declare const verovio: {
  module: { onRuntimeInitialized: () => void };
  toolkit: new () => VerovioToolkit;
};

/** The scale at which Verovio's staff is 40 pixels high. */
const scalePercent = 55.5;
const unitsPerPixel = 100 / scalePercent;

let toolkit: VerovioToolkit;
let shown: HTMLElement;

function applyWidth(): void {
  toolkit.setOptions({
    scale: scalePercent,
    pageWidth: Math.max(100, shown.clientWidth * unitsPerPixel),
    pageHeight: 60_000,
    adjustPageHeight: true,
    header: 'none',
    footer: 'none',
    breaks: 'auto',
  });
}

function drawPages(): void {
  const pages = Array.from({ length: toolkit.getPageCount() }, (_, i) =>
    toolkit.renderToSVG(i + 1),
  );
  shown.innerHTML = pages.join('');
}

export const verovioEngraver: Engraver = {
  load: () =>
    new Promise((resolve) => {
      verovio.module.onRuntimeInitialized = () => {
        toolkit = new verovio.toolkit();
        resolve();
      };
    }),
  open: async (sheet, { musicXml }) => {
    shown = sheet;
    applyWidth();
    toolkit.loadData(musicXml);
    drawPages();
  },
  drawAll: async () => {},
  reflow: async () => {
    applyWidth();
    toolkit.redoLayout();
    drawPages();
  },
  noteAt: (index) => shown.querySelectorAll('g.note')[index],
  countBlankRows: () => 0,
};
