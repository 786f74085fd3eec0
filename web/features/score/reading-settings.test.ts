import { expect, it } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import {
  deleteOldSettings,
  deleteSettings,
  loadSettings,
  type ReadingSettings,
  saveSettings,
} from './reading-settings.ts';

const clarinet: ReadingSettings = {
  zoom: 0.8,
  naming: 'letters',
  chords: 'hidden',
  semitones: -2,
  instrument: 'bFlat',
  clef: 'treble',
  keyShift: 3,
  isKeyFollowed: false,
};
const day = 24 * 3600 * 1000;

it('each song has its own settings', () => {
  const storage = memoryStorage();
  saveSettings('one', clarinet, 0, storage);
  expect(loadSettings('one', storage)).toEqual(clarinet);
  expect(loadSettings('other', storage)).toBeUndefined();
  deleteSettings('one', storage);
  expect(loadSettings('one', storage)).toBeUndefined();
  expect(storage.length).toBe(0);
});

it('settings from before the key could be heard are those of a song in its own key', () => {
  const { keyShift: _, isKeyFollowed: __, ...older } = clarinet;
  const getItem = () => JSON.stringify({ ...older, savedAt: 0 });
  const heard = { keyShift: 0, isKeyFollowed: true };
  expect(loadSettings('one', { getItem })).toEqual({ ...older, ...heard });
});

it.each(['rubbish', '{}', JSON.stringify({ ...clarinet, savedAt: 0, semitones: 99 })])(
  '%s counts as no settings',
  (stored) => {
    expect(loadSettings('one', { getItem: () => stored })).toBeUndefined();
  },
);

it('a browser without storage has no settings', () => {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  expect(loadSettings('one', { getItem: denied })).toBeUndefined();
  expect(() => saveSettings('one', clarinet, 0, { setItem: denied })).not.toThrow();
});

it('old and invalid settings are deleted, other entries are not', () => {
  const storage = memoryStorage();
  saveSettings('old', clarinet, 0, storage);
  saveSettings('new', clarinet, 10 * day, storage);
  storage.setItem('my-pitch.reading.broken', '?');
  storage.setItem('my-pitch.reading', 'habits');
  deleteOldSettings(15 * day, storage);
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  expect(keys.sort()).toEqual(['my-pitch.reading', 'my-pitch.reading.new']);
});
