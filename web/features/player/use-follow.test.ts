import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { type FakeSymbol, fakeFrames, symbolAt } from './testing/fake-sheet.ts';
import { useFollow } from './use-follow.ts';

/** An element, on the player's bar or not. */
class FakeElement {
  readonly isOnPlayer: boolean;
  constructor(isOnPlayer: boolean) {
    this.isOnPlayer = isOnPlayer;
  }
  closest(): FakeElement | null {
    return this.isOnPlayer ? this : null;
  }
}

/** The edges of the fixed elements, in pixels from the top of the window of 800. */
interface Fixed {
  readonly pitchViewBottom?: number;
  readonly playerTop?: number;
}

let frames: ReturnType<typeof fakeFrames>;
let page: ReturnType<typeof stubWindow>;
let fixed: Fixed;
let prefersReducedMotion: boolean;
let isSheetShown: boolean;
const scrolled: ScrollToOptions[] = [];
beforeEach(() => {
  frames = fakeFrames();
  fixed = {};
  prefersReducedMotion = false;
  isSheetShown = true;
  scrolled.length = 0;
  page = stubWindow({
    window: {
      innerHeight: 800,
      scrollBy: (options: ScrollToOptions) => scrolled.push(options),
      matchMedia: () => ({ matches: prefersReducedMotion }),
    },
    document: {
      querySelector: (selector: string) => {
        if (selector === '[data-testid=score]') return isSheetShown ? {} : null;
        const edge = selector === '[data-player]' ? fixed.playerTop : fixed.pitchViewBottom;
        if (edge === undefined) return null;
        return { getBoundingClientRect: () => ({ top: edge, bottom: edge }) };
      },
    },
    globals: { ...frames.globals, Element: FakeElement },
  });
});
afterEach(() => vi.unstubAllGlobals());

/** A song at a note that is drawn at these pixels from the top of the window. */
async function open({ isPlaying, top }: { isPlaying: boolean; top: number }) {
  const song = { isPlaying, seconds: 0, note: symbolAt(top) as FakeSymbol | undefined };
  const target = () => song.seconds;
  const currentNote = () => song.note as unknown as Element | undefined;
  const hook = await renderHook(() =>
    useFollow({ isPlaying: song.isPlaying, target }, currentNote),
  );
  const setPlaying = async (next: boolean) => {
    song.isPlaying = next;
    await hook.rerender();
  };
  /** The distances that the next frame scrolls. */
  const paint = () => {
    scrolled.length = 0;
    frames.paint();
    return scrolled.map((options) => options.top);
  };
  const fire = (type: string, fields: { target?: FakeElement; key?: string } = {}) =>
    acting(() => {
      const event = Object.assign(new Event(type), fields.key ? { key: fields.key } : {});
      if (fields.target) Object.defineProperty(event, 'target', { value: fields.target });
      page.window.dispatchEvent(event);
    });
  return { hook, song, setPlaying, paint, fire };
}

// In a window of 800 pixels a note below 600 moves to 35 % of the height, which is 280.
describe('while the song plays', () => {
  it('scrolls each new note into view once', async () => {
    const { paint, song } = await open({ isPlaying: true, top: 700 });
    expect(paint()).toEqual([420]);
    expect(paint()).toEqual([]);
    song.note = symbolAt(680);
    expect(paint()).toEqual([400]);
  });

  it('leaves a note in the middle of the window where it is', async () => {
    const { paint } = await open({ isPlaying: true, top: 300 });
    expect(paint()).toEqual([]);
  });

  it('waits for the first note', async () => {
    const { paint, song } = await open({ isPlaying: true, top: 700 });
    song.note = undefined;
    expect(paint()).toEqual([]);
    song.note = symbolAt(700);
    expect(paint()).toEqual([420]);
  });

  it('scrolls smoothly, unless the reader prefers reduced motion', async () => {
    const { paint, song } = await open({ isPlaying: true, top: 700 });
    paint();
    expect(scrolled).toEqual([{ top: 420, behavior: 'smooth' }]);
    prefersReducedMotion = true;
    song.note = symbolAt(700);
    paint();
    expect(scrolled).toEqual([{ top: 420, behavior: 'auto' }]);
  });

  it('keeps the note between the pitch view and the player', async () => {
    fixed = { pitchViewBottom: 320, playerTop: 500 };
    const { paint, song } = await open({ isPlaying: true, top: 310 });
    expect(paint()).toEqual([-10]);
    // The note of 80 pixels ends at the player.
    song.note = symbolAt(420);
    expect(paint()).toEqual([]);
    song.note = symbolAt(421);
    expect(paint()).toEqual([101]);
  });

  it.each([
    ['the wheel', 'wheel', {}],
    ['a finger', 'touchmove', { target: new FakeElement(false) }],
    ['a key', 'keydown', { key: 'PageDown' }],
  ])('stops when the reader scrolls with %s, until asked to resume', async (_, type, fields) => {
    const { hook, paint, fire } = await open({ isPlaying: true, top: 700 });
    paint();
    await fire(type, fields);
    expect(hook.current.isOn).toBe(false);
    expect(paint()).toEqual([]);
    await acting(() => hook.current.setOn(true));
    expect(hook.current.isOn).toBe(true);
    // The same note again, because the reader has scrolled away from it.
    expect(paint()).toEqual([420]);
  });

  it.each([
    ['a slider of the player', 'touchmove', { target: new FakeElement(true) }],
    ['another key', 'keydown', { key: 'a' }],
  ])('does not stop for %s', async (_, type, fields) => {
    const { hook, paint, song, fire } = await open({ isPlaying: true, top: 700 });
    paint();
    await fire(type, fields);
    expect(hook.current.isOn).toBe(true);
    song.note = symbolAt(700);
    expect(paint()).toEqual([420]);
  });

  it('follows again when the song is played again', async () => {
    const { hook, paint, fire, setPlaying } = await open({ isPlaying: true, top: 700 });
    await fire('wheel');
    await setPlaying(false);
    await setPlaying(true);
    expect(hook.current.isOn).toBe(true);
    expect(paint()).toEqual([420]);
  });
});

describe('one wish for the sheet and the pitch view', () => {
  it('scrolling the page does not pause the pitch view alone', async () => {
    const { hook, fire } = await open({ isPlaying: true, top: 700 });
    isSheetShown = false;
    await fire('wheel');
    await fire('keydown', { key: 'PageDown' });
    expect(hook.current.isOn).toBe(true);
  });

  it('moving the pitch view pauses the sheet too, until the song is played again', async () => {
    const { hook, paint, setPlaying } = await open({ isPlaying: true, top: 700 });
    await acting(() => hook.current.pause());
    expect([hook.current.isOn, paint()]).toEqual([false, []]);
    await setPlaying(false);
    await setPlaying(true);
    expect([hook.current.isOn, paint()]).toEqual([true, [420]]);
  });

  it('turned off, it stays off when the song is played again', async () => {
    const { hook, paint, setPlaying } = await open({ isPlaying: true, top: 700 });
    await acting(() => hook.current.setOn(false));
    await acting(() => hook.current.pause());
    await setPlaying(false);
    await setPlaying(true);
    expect([hook.current.isOn, paint()]).toEqual([false, []]);
  });
});

describe('while the song is paused', () => {
  it('scrolls to the note after a seek only', async () => {
    const { paint, song } = await open({ isPlaying: false, top: 700 });
    expect(paint()).toEqual([]);
    song.seconds = 5;
    expect(paint()).toEqual([420]);
    expect(paint()).toEqual([]);
    song.seconds = 4;
    expect(paint()).toEqual([420]);
  });

  it('does not take scrolling for a wish to stop', async () => {
    const { hook, paint, song, fire } = await open({ isPlaying: false, top: 700 });
    await fire('wheel');
    expect(hook.current.isOn).toBe(true);
    song.seconds = 5;
    expect(paint()).toEqual([420]);
  });
});
