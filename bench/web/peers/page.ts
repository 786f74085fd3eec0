import type { Engraver, EngraverName, PeerBench, Song } from './engraver.ts';
import { abcjsEngraver } from './engravers/abcjs.ts';
import { alphaTabEngraver } from './engravers/alphatab.ts';
import { osmdEngraver } from './engravers/osmd.ts';
import { ours } from './engravers/ours.ts';
import { verovioEngraver } from './engravers/verovio.ts';

/** Runs in the page of the benchmark: one engraver, one song. */
const engravers = {
  ours,
  verovio: verovioEngraver,
  alphaTab: alphaTabEngraver,
  OSMD: osmdEngraver,
  abcjs: abcjsEngraver,
} satisfies Record<EngraverName, Engraver>;

const name = new URLSearchParams(location.search).get('engraver') as EngraverName;
const engraver = engravers[name];
const sheet = document.querySelector<HTMLElement>('#sheet') as HTMLElement;

/** Resolves after the next frame is painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(undefined);
    });
  });
}

async function firstRow(): Promise<number> {
  while (!sheet.querySelector('svg')) await painted();
  await painted();
  return performance.now();
}

const readied = Promise.all([engraver.load(), fetch('/song.json').then((got) => got.json())]);
let song: Song;
const bench: PeerBench = {
  ready: readied.then(([, fetched]) => {
    song = fetched as Song;
  }),
  open: async () => {
    const start = performance.now();
    const first = firstRow();
    const opening = engraver.open(sheet, song);
    const firstRowMs = (await first) - start;
    await opening;
    const nodes = sheet.querySelectorAll('*').length;
    const again = performance.now();
    await engraver.drawAll();
    await painted();
    const allRowsMs = firstRowMs + performance.now() - again;
    return { firstRowMs, nodes, allRowsMs, heightPx: sheet.scrollHeight };
  },
  show: () => engraver.open(sheet, song),
  reflow: async (width) => {
    sheet.style.width = `${width}px`;
    await painted();
    const start = performance.now();
    await engraver.reflow();
    await painted();
    return performance.now() - start;
  },
  scroll: (seconds, pixels) =>
    new Promise((resolve) => {
      const times: number[] = [];
      let blankFrames = 0;
      const end = performance.now() + seconds * 1000;
      let before: number | undefined;
      requestAnimationFrame(function frame(now) {
        if (before !== undefined) times.push(now - before);
        before = now;
        if (engraver.countBlankRows() > 0) blankFrames += 1;
        window.scrollBy({ top: pixels, behavior: 'instant' });
        if (now < end) requestAnimationFrame(frame);
        else resolve({ times, blankFrames });
      });
    }),
  highlight: (seconds, notesPerSecond) =>
    new Promise((resolve) => {
      const start = performance.now();
      let marked: Element | undefined;
      let count = 0;
      requestAnimationFrame(function frame(now) {
        const elapsed = (now - start) / 1000;
        const note = engraver.noteAt(Math.floor(elapsed * notesPerSecond));
        if (note !== marked) {
          marked?.classList.remove('is-current');
          note?.classList.add('is-current');
          marked = note;
          count += 1;
        }
        if (elapsed < seconds) requestAnimationFrame(frame);
        else resolve(count > 1);
      });
    }),
};
Object.assign(window, { peerBench: bench });
