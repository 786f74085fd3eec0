import type { JobId } from '@my-pitch/shared/ids';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { Adding } from './use-adding.ts';
import { useAdding } from './use-adding.ts';
import { type Editing, useEditing } from './use-editing.ts';

// Quarters G4, A4, B4 and, after a rest, a half C5; a second each quarter, in G major.
const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
const score = writtenScore(shortTune);

beforeEach(() => {
  stubWindow();
  vi.stubGlobal('localStorage', memoryStorage());
});
afterEach(() => vi.unstubAllGlobals());

/** An open editor with playback at a time, in seconds. */
async function openAt(seconds: number) {
  const position = () => seconds;
  const hook = await renderHook(() => {
    const editing = useEditing(jobId, score);
    const adding = useAdding(editing ?? ({} as Editing), position, undefined);
    return { editing, adding };
  });
  const editing = () => {
    if (!hook.current.editing) throw new Error('The score is not there');
    return hook.current.editing;
  };
  const act = (work: (adding: Adding) => void) => acting(() => work(hook.current.adding));
  const notes = () =>
    editing().document.notes.map(({ startTick, endTick, midi }) => [startTick, endTick, midi]);
  return { editing, act, notes };
}

describe('at the playback position', () => {
  it('a note is added with the pitch of the note before, and selected', async () => {
    const { editing, act, notes } = await openAt(3.02);
    await act(({ add }) => add());
    expect(notes()[3]).toEqual([144, 192, 71]);
    expect(editing().selectedNote).toBe(3);
    await acting(() => editing().undo());
    expect(editing().score).toBe(score);
  });

  it('a note is added by its name, in the key', async () => {
    const { act, notes } = await openAt(3);
    await act(({ nameNote }) => nameNote('F'));
    expect(notes()[3]).toEqual([144, 192, 66]);
  });

  it('a note that sounds is shortened', async () => {
    const { act, notes } = await openAt(4.5);
    await act(({ add }) => add('E'));
    expect(notes().slice(3)).toEqual([
      [192, 216, 72],
      [216, 288, 76],
    ]);
  });

  it('the start of a note is refused, unless a note is selected: then it comes after that one', async () => {
    const { editing, act, notes } = await openAt(2);
    await act(({ add }) => add());
    expect(editing().isRefused).toBe(true);
    await acting(() => editing().select(2));
    await act(({ add }) => add());
    expect(notes()[3]).toEqual([144, 192, 71]);
  });

  it('a beat is moved, to the sung onset nearby', async () => {
    const { editing, act } = await openAt(4.05);
    await act(({ moveBeat }) => moveBeat('barline'));
    expect(editing().document.syncPoints).toEqual([{ tick: 192, seconds: 4 }]);
  });
});

it('the selected note gets another name', async () => {
  const { editing, act, notes } = await openAt(0);
  await acting(() => editing().select(1));
  await act(({ nameNote }) => nameNote('F'));
  expect(notes()[1]).toEqual([48, 96, 66]);
  await act(({ nameNote }) => nameNote('F'));
  expect([notes()[1], editing().isRefused]).toEqual([[48, 96, 66], false]);
});

it('a chosen place takes its pitch, or the name nearest to it', async () => {
  const { editing, act, notes } = await openAt(0);
  await act(({ choose }) => choose(150, 74));
  expect(editing().place).toMatchObject({ startTick: 144, endTick: 192, midi: 74 });
  await act(({ add }) => add());
  expect(notes()[3]).toEqual([144, 192, 74]);
  await acting(() => editing().undo());
  await act(({ choose }) => choose(150, 74));
  await act(({ nameNote }) => nameNote('C'));
  expect(notes()[3]).toEqual([144, 192, 72]);
});

it('a note that is drawn where nothing was measured is taken as drawn', async () => {
  const { act, notes } = await openAt(0);
  await act(({ addSung }) => addSung({ startSeconds: 3.01, endSeconds: 3.6, midi: 68.8 }));
  expect(notes()[3]).toEqual([144, 168, 69]);
});

it('the end of a note goes to the nearest place of its grid, and back', async () => {
  const { editing, act, notes } = await openAt(0);
  // A quarter from 96 to 144, before a rest.
  await act(({ endNote }) => endNote(2, 178));
  expect(notes()[2]).toEqual([96, 180, 71]);
  await act(({ endNote }) => endNote(2, 20));
  expect(notes()[2]).toEqual([96, 108, 71]);
  await acting(() => editing().undo());
  await acting(() => editing().undo());
  expect(editing().score).toBe(score);
  await act(({ endNote }) => endNote(9, 20));
  expect(editing().score).toBe(score);
});
