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
    zoom: 0.8,
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
    semitones: 0,
    instrument: 'concert',
    clef: 'auto',
  });
});
