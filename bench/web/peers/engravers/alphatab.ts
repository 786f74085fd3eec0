import type { Engraver } from '../engraver.ts';

interface Event {
  on(listener: () => void): () => void;
}

interface AlphaTab {
  readonly postRenderFinished: Event;
  load(data: Uint8Array): boolean;
  render(): void;
}

declare const alphaTab: {
  AlphaTabApi: new (element: HTMLElement, settings: object) => AlphaTab;
};

/** The scale at which alphaTab's staff is 40 pixels high. */
const scale = 1.11;
let api: AlphaTab;
let shown: HTMLElement;

function finished(): Promise<void> {
  return new Promise((resolve) => {
    const stop = api.postRenderFinished.on(() => {
      stop();
      resolve();
    });
  });
}

let rendering: Promise<void>;

/** alphaTab, which draws parts of the score when they come near the window. */
export const alphaTabEngraver: Engraver = {
  load: async () => {},
  open: async (sheet, { musicXml }) => {
    shown = sheet;
    api = new alphaTab.AlphaTabApi(sheet, {
      core: { fontDirectory: '/peer/font/', useWorkers: false },
      display: { scale, staveProfile: 'Score' },
      notation: { elements: { ScoreTitle: false, ScoreWords: false, TrackNames: false } },
      player: { playerMode: 0 },
    });
    rendering = finished();
    api.load(new TextEncoder().encode(musicXml));
    await rendering;
  },
  drawAll: () => rendering,
  reflow: async () => {
    rendering = finished();
    api.render();
    await rendering;
  },
  noteAt: () => undefined,
  countBlankRows: () =>
    [...shown.querySelectorAll('.at-surface > div')].filter((part) => {
      const { top, bottom } = part.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight && part.childElementCount === 0;
    }).length,
};
