import type { OpenSheetMusicDisplay } from 'opensheetmusicdisplay';
import type { Engraver } from '../engraver.ts';

declare const opensheetmusicdisplay: { OpenSheetMusicDisplay: typeof OpenSheetMusicDisplay };

let display: OpenSheetMusicDisplay;
let shown: HTMLElement;

/** OpenSheetMusicDisplay; at zoom 1 its staff is 40 pixels high. */
export const osmdEngraver: Engraver = {
  load: async () => {},
  open: async (sheet, { musicXml }) => {
    shown = sheet;
    display = new opensheetmusicdisplay.OpenSheetMusicDisplay(sheet, {
      autoResize: false,
      drawTitle: false,
      drawPartNames: false,
    });
    await display.load(musicXml);
    display.render();
  },
  drawAll: async () => {},
  reflow: async () => display.render(),
  noteAt: (index) => shown.querySelectorAll('.vf-stavenote')[index],
  countBlankRows: () => 0,
};
