import { describe, expect, it } from 'vitest';
import { actionOfKey, loadKeysOn, saveKeysOn } from './player-keys.ts';

const action = (code: string, shiftKey = false) => actionOfKey({ code, shiftKey });

it.each([
  ['Space', 'toggle'],
  ['ArrowLeft', 'previousNote'],
  ['ArrowRight', 'nextNote'],
  ['BracketLeft', 'loopStart'],
  ['BracketRight', 'loopEnd'],
  ['KeyL', 'clearLoop'],
  ['Minus', 'slower'],
  ['NumpadSubtract', 'slower'],
  ['Equal', 'faster'],
  ['NumpadAdd', 'faster'],
  ['KeyK', 'higher'],
  ['KeyM', 'metronome'],
  ['KeyQ', undefined],
])('%s means %s', (code, expected) => {
  expect(action(code)).toBe(expected);
});

it('Shift changes the arrows and K, but no other key: + needs it on many keyboards', () => {
  expect(action('ArrowLeft', true)).toBe('previousMeasure');
  expect(action('ArrowRight', true)).toBe('nextMeasure');
  expect(action('KeyK', true)).toBe('lower');
  expect(action('Equal', true)).toBe('faster');
  expect(action('Space', true)).toBe('toggle');
});

describe('whether shortcuts are on', () => {
  it('is stored on the device; the default is on', () => {
    const stored = new Map<string, string>();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    };
    expect(loadKeysOn(storage)).toBe(true);
    saveKeysOn(false, storage);
    expect([...stored]).toEqual([['my-pitch.keys', 'off']]);
    expect(loadKeysOn(storage)).toBe(false);
    saveKeysOn(true, storage);
    expect(loadKeysOn(storage)).toBe(true);
  });

  it('is the default in a browser without storage', () => {
    const fail = () => {
      throw new Error('denied');
    };
    expect(loadKeysOn({ getItem: fail })).toBe(true);
    expect(() => saveKeysOn(true, { setItem: fail })).not.toThrow();
  });
});
