import { midiOf } from '@my-pitch/shared/pitch-names';
import { beforeEach, expect, it } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { measureOf, noteOf, scoreOf } from './engraving/score.fixture.ts';
import { useReading } from './use-reading.ts';

const score = scoreOf([measureOf([noteOf({ step: 'C', alter: 0, octave: 4 })])]);

beforeEach(() => {
  stubWindow({
    window: { innerWidth: 1440, innerHeight: 900 },
    globals: { localStorage: memoryStorage() },
  });
});

const open = (jobId: string) => renderHook(() => useReading(score, jobId));

it('a song opens as it was left: instrument, key, clef, names and size', async () => {
  const first = await open('song');
  const wanted = {
    instrument: 'bFlat',
    semitones: 3,
    clef: 'bass',
    naming: 'letters',
    chords: 'hidden',
    zoom: 0.8,
    keyShift: -4,
    isKeyFollowed: false,
  } as const;
  await acting(() => first.current.change(wanted));
  expect(first.current.reading).toEqual(wanted);
  await first.unmount();
  const again = await open('song');
  expect(again.current.reading).toEqual(wanted);
  expect(again.current.shown.clef).toBe('bass');
});

it('another song takes over size and names, but is written as it was sung', async () => {
  const first = await open('song');
  await acting(() => first.current.change({ zoom: 1.3, instrument: 'f' }));
  const other = await open('other');
  expect(other.current.reading).toEqual({
    zoom: 1.3,
    naming: 'none',
    chords: 'shown',
    semitones: 0,
    instrument: 'concert',
    clef: 'auto',
    keyShift: 0,
    isKeyFollowed: true,
  });
});

it('the score is written in the key that is heard, unless the reader does not want that', async () => {
  const song = await open('song');
  const firstMidi = () => {
    const [element] = song.current.shown.measures[0]!.elements;
    return element?.kind === 'note' ? midiOf(element.pitch) : undefined;
  };
  await acting(() => song.current.change({ keyShift: -4 }));
  expect(firstMidi()).toBe(56);
  await acting(() => song.current.change({ semitones: 1 }));
  expect(firstMidi()).toBe(57);
  await acting(() => song.current.change({ isKeyFollowed: false }));
  expect(firstMidi()).toBe(61);
});

it('hides the chords where they are not wanted, on the sheet alone', async () => {
  const symbol = { root: { step: 'C', alter: 0 }, kind: 'major' } as const;
  const chords = [{ startTick: 0, startSeconds: 0, confidence: 1, symbol }];
  const song = { ...score, chords };
  const hook = await renderHook(() => useReading(song, 'chords'));
  expect(hook.current.shown.chords).toEqual(chords);
  await acting(() => hook.current.change({ chords: 'hidden' }));
  expect(hook.current.shown).not.toHaveProperty('chords');
  expect(hook.current.sung.chords).toEqual(chords);
  await hook.unmount();
});
