import { afterEach, describe, expect, it, vi } from 'vitest';
import { belongsToControl, performAction } from './key-actions.ts';
import type { PlayerAction } from './player-keys.ts';
import { initialMix } from './tracks.ts';
import type { PlayerControls } from './use-player.ts';

const timeline = [1, 2, 3].map((second, sungNote) => ({
  startSeconds: second,
  endSeconds: second + 1,
  elementId: `m0e${sungNote}`,
  sungNote,
}));
const measures = [0, 2.5, 5];

/** Performs an action while the song is at 2.6 s, and returns the calls of the player. */
function perform(action: PlayerAction, state: Partial<PlayerControls> = {}) {
  const calls: unknown[][] = [];
  const record =
    (name: string) =>
    (...call: unknown[]) =>
      void calls.push([name, ...call]);
  const player = {
    target: () => 2.6,
    loop: { startSeconds: 1, endSeconds: 4 },
    speed: 1,
    duration: 60,
    mix: initialMix,
    heardKey: { keyShift: 6, isKeyFollowed: true, change: record('change') },
    toggle: record('toggle'),
    seek: record('seek'),
    setLoop: record('setLoop'),
    setSpeed: record('setSpeed'),
    setTrack: record('setTrack'),
    ...state,
  } as unknown as PlayerControls;
  performAction(action, { player, timeline, measures });
  return calls;
}

it.each<[PlayerAction, unknown[]]>([
  ['toggle', ['toggle']],
  ['previousNote', ['seek', 1]],
  ['nextNote', ['seek', 3]],
  ['previousMeasure', ['seek', 0]],
  ['nextMeasure', ['seek', 5]],
  ['loopStart', ['setLoop', { startSeconds: 2.6, endSeconds: 4 }]],
  ['loopEnd', ['setLoop', { startSeconds: 1, endSeconds: 2.6 }]],
  ['clearLoop', ['setLoop', undefined]],
  ['slower', ['setSpeed', 0.95]],
  ['faster', ['setSpeed', 1.05]],
  ['higher', ['change', { keyShift: 6 }]],
  ['lower', ['change', { keyShift: 5 }]],
  ['metronome', ['setTrack', 'metronome', { isMuted: false }]],
])('%s', (action, call) => {
  expect(perform(action)).toEqual([call]);
});

it('does not seek after the last note or measure, and mutes a metronome that is on', () => {
  expect(perform('nextNote', { target: () => 3.5 })).toEqual([]);
  expect(perform('nextMeasure', { target: () => 5.5 })).toEqual([]);
  const mix = { ...initialMix, metronome: { ...initialMix.metronome, isMuted: false } };
  expect(perform('metronome', { mix })).toEqual([['setTrack', 'metronome', { isMuted: true }]]);
});

describe('a focused control', () => {
  afterEach(() => void vi.unstubAllGlobals());

  /** Whether an element that matches one of the selectors handles a key. */
  function handles(code: string, kind: 'text' | 'fader' | 'position' | 'button' | 'none') {
    class FakeElement {
      closest(selector: string) {
        const isText = selector.startsWith('input:not([type=range])') && kind === 'text';
        const isButton = selector.startsWith('button') && kind === 'button';
        return isText || isButton ? this : null;
      }
      matches(selector: string) {
        return selector === 'input[type=range]:not([data-position])' && kind === 'fader';
      }
    }
    vi.stubGlobal('Element', FakeElement);
    return belongsToControl({ target: new FakeElement() as unknown as Element, code });
  }

  it('handles all keys if it takes text', () => {
    expect([handles('KeyL', 'text'), handles('Space', 'text')]).toEqual([true, true]);
  });

  it('handles the arrows if it is a fader, except the position slider', () => {
    expect([handles('ArrowLeft', 'fader'), handles('ArrowRight', 'fader')]).toEqual([true, true]);
    expect([handles('KeyL', 'fader'), handles('Space', 'fader')]).toEqual([false, false]);
    expect(handles('ArrowLeft', 'position')).toBe(false);
  });

  it('handles Space if it is a button or a link', () => {
    expect([handles('Space', 'button'), handles('KeyL', 'button')]).toEqual([true, false]);
    expect(handles('Space', 'none')).toBe(false);
  });

  it('handles nothing if the target is the document', () => {
    expect(handles('Space', 'none')).toBe(false);
    expect(belongsToControl({ target: null, code: 'Space' })).toBe(false);
  });
});
