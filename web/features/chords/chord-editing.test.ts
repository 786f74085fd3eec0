import { editChords } from '@my-pitch/shared/chords/edit-chords';
import { suggestChords } from '@my-pitch/shared/chords/suggest-chords';
import type { JobId } from '@my-pitch/shared/ids';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import type { Score } from '@my-pitch/shared/score';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useEditing } from '../editing/use-editing.ts';

const symbol = { root: { step: 'C', alter: 0 }, kind: 'major' } as const;
const score: Score = {
  ...writtenScore(shortTune),
  chords: [{ startTick: 0, startSeconds: 0, confidence: 0.7, symbol }],
};
const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;

beforeEach(() => {
  stubWindow();
  vi.stubGlobal('localStorage', memoryStorage());
});
afterEach(() => vi.unstubAllGlobals());

async function openEditor(original = score) {
  const hook = await renderHook(() => useEditing(jobId, original));
  return () => {
    if (!hook.current) throw new Error('The score is not there');
    return hook.current;
  };
}

it('chords are an edit: kept on the device, moved with the sound, and undone', async () => {
  const editing = await openEditor();
  const places = (current = editing()) =>
    current.score.chords?.map(({ startTick, symbol: each }) => [startTick, each?.root.step]);
  const g = { root: { step: 'G', alter: 0 }, kind: 'dominant' } as const;
  const chords = editChords(editing().document, 96, { kind: 'set', symbol: g }) ?? [];
  await acting(() => editing().apply({ kind: 'chords', chords }));
  expect(places()).toEqual([
    [0, 'C'],
    [96, 'G'],
  ]);
  await acting(() => editing().apply({ kind: 'scale-tempo', factor: 2 }));
  expect(places()).toEqual([
    [0, 'C'],
    [192, 'G'],
  ]);
  const reopened = await openEditor();
  expect(places(reopened())).toEqual(places());
  await acting(() => reopened().undo());
  await acting(() => reopened().undo());
  expect(places(reopened())).toEqual([[0, 'C']]);
});

it('suggested chords are an edit too, and stay marked when they are kept and moved', async () => {
  const { chords: _, ...melody } = score;
  const editing = await openEditor(melody);
  const suggested = suggestChords(editing().score).map(({ startTick: _tick, ...timed }) => timed);
  expect(suggested.length).toBeGreaterThan(0);
  await acting(() => editing().apply({ kind: 'chords', chords: suggested }));
  const reopened = await openEditor(melody);
  const marks = () => reopened().score.chords?.map(({ isSuggested }) => isSuggested);
  expect(marks()).toEqual(suggested.map(() => true));
  const moved = editChords(reopened().document, 0, { kind: 'move', direction: 1 }) ?? [];
  await acting(() => reopened().apply({ kind: 'chords', chords: moved }));
  expect(reopened().score.chords?.[0]).toMatchObject({ startTick: 48, isSuggested: true });
  const typed = editChords(reopened().document, 48, { kind: 'set', symbol: { ...symbol } }) ?? [];
  await acting(() => reopened().apply({ kind: 'chords', chords: typed }));
  expect(reopened().score.chords?.[0]).not.toHaveProperty('isSuggested');
});

it('a chord is added at a place between the notes, which stays chosen for the next change', async () => {
  const editing = await openEditor();
  const place = { startTick: 72, endTick: 96, measureNumber: 1, isRest: false, midi: 60 };
  const symbol = { root: { step: 'F', alter: 0 }, kind: 'major' } as const;
  await acting(() => editing().choosePlace(place));
  const chords = editChords(editing().document, place.startTick, { kind: 'set', symbol }) ?? [];
  await acting(() => editing().apply({ kind: 'chords', chords }));
  expect(editing().score.chords?.map(({ startTick }) => startTick)).toEqual([0, 72]);
  expect(editing().place).toEqual(place);
  await acting(() => editing().apply({ kind: 'scale-tempo', factor: 2 }));
  expect(editing().place).toBeUndefined();
});
