import type { JobId } from '@my-pitch/shared/ids';
import { moveWords } from '@my-pitch/shared/lyrics/move-words';
import { parseWords } from '@my-pitch/shared/lyrics/parse-words';
import { setWords, wordsText } from '@my-pitch/shared/lyrics/set-words';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useEditing } from '../editing/use-editing.ts';

const score = writtenScore(shortTune);
const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;

beforeEach(() => {
  stubWindow();
  vi.stubGlobal('localStorage', memoryStorage());
});
afterEach(() => vi.unstubAllGlobals());

async function openEditor() {
  const hook = await renderHook(() => useEditing(jobId, score));
  return () => {
    if (!hook.current) throw new Error('The score is not there');
    return hook.current;
  };
}

it('words are an edit: kept on the device, moved, and undone', async () => {
  const editing = await openEditor();
  const words = () => wordsText(editing().document.notes);
  const notes = setWords(editing().document.notes, parseWords('one two three four')) ?? [];
  await acting(() => editing().apply({ kind: 'words', notes }));
  expect(words()).toBe('one two three four');
  expect(editing().score.lyrics?.map(({ sungNote }) => sungNote)).toEqual([0, 1, 2, 3]);
  const moved = moveWords(editing().document.notes, 1, { kind: 'next' }) ?? [];
  await acting(() => editing().apply({ kind: 'words', notes: moved }));
  expect(editing().score.lyrics?.map(({ sungNote }) => sungNote)).toEqual([0, 2, 2, 3]);
  await acting(() => editing().undo());
  expect(editing().score.lyrics?.map(({ sungNote }) => sungNote)).toEqual([0, 1, 2, 3]);
  const reopened = await openEditor();
  expect(wordsText(reopened().document.notes)).toBe('one two three four');
  await acting(() => reopened().undo());
  expect(reopened().score.lyrics).toBeUndefined();
});
