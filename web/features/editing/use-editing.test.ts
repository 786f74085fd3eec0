import type { JobId } from '@my-pitch/shared/ids';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useEditing } from './use-editing.ts';

// Quarters G4, A4, B4 and a half C5.
const score = writtenScore(shortTune);
const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
const key = `my-pitch.edits.${jobId}`;

let storage: ReturnType<typeof memoryStorage>;
let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  page = stubWindow();
  storage = memoryStorage();
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => vi.unstubAllGlobals());

async function openEditor() {
  const hook = await renderHook(() => useEditing(jobId, score));
  const editing = () => {
    if (!hook.current) throw new Error('The score is not there');
    return hook.current;
  };
  return { hook, editing };
}
const up = { kind: 'transpose', note: 0, semitones: 1 } as const;

it('waits for the score', async () => {
  const hook = await renderHook(() => useEditing(jobId, undefined));
  expect(hook.current).toBeUndefined();
});

it('opens with the original score', async () => {
  const { editing } = await openEditor();
  expect(editing()).toMatchObject({
    score,
    isCorrected: false,
    isKept: true,
    isOpen: false,
    isRefused: false,
    canUndo: false,
    canRedo: false,
    selectedNote: undefined,
  });
  expect(editing().score).toBe(score);
  expect(storage.length).toBe(0);
});

it('opens and closes', async () => {
  const { editing } = await openEditor();
  await acting(() => editing().setOpen(true));
  expect(editing().isOpen).toBe(true);
});

describe('an edit', () => {
  it('changes the score, and is undone and redone', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().apply(up));
    expect(editing()).toMatchObject({ isCorrected: true, canUndo: true, canRedo: false });
    expect(editing().document.notes[0]?.midi).toBe(68);
    await acting(() => editing().undo());
    expect(editing().score).toBe(score);
    expect(editing()).toMatchObject({ isCorrected: false, canUndo: false, canRedo: true });
    await acting(() => editing().redo());
    expect(editing().document.notes[0]?.midi).toBe(68);
  });

  it('is taken back by a revert, which can be undone', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().apply(up));
    await acting(() => editing().revert());
    expect(editing()).toMatchObject({ isCorrected: false, canUndo: true });
    await acting(() => editing().undo());
    expect(editing().isCorrected).toBe(true);
  });

  it('that is impossible is refused until the next one', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().apply({ kind: 'merge', note: 3 }));
    expect(editing()).toMatchObject({ isRefused: true, canUndo: false });
    await acting(() => editing().apply(up));
    expect(editing().isRefused).toBe(false);
    await acting(() => editing().apply({ kind: 'merge', note: 3 }));
    await acting(() => editing().undo());
    expect(editing().isRefused).toBe(false);
  });

  it('of the title is never refused', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().apply({ kind: 'title', title: score.title }));
    expect(editing().isRefused).toBe(false);
  });
});

describe('the selection', () => {
  it('follows its note when earlier notes disappear', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().select(2));
    expect(editing().selectedNote).toBe(2);
    await acting(() => editing().apply({ kind: 'merge', note: 0 }));
    expect(editing().selectedNote).toBe(1);
    await acting(() => editing().select(undefined));
    expect(editing().selectedNote).toBeUndefined();
  });

  it('ends a refusal', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().apply({ kind: 'merge', note: 3 }));
    await acting(() => editing().select(1));
    expect(editing().isRefused).toBe(false);
  });

  it('moves from a deleted note to the next one, from the last to the one before', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().select(1));
    await acting(() => editing().apply({ kind: 'delete', note: 1 }));
    expect(editing().document.notes[editing().selectedNote ?? -1]?.id).toBe(2);
    await acting(() => editing().apply({ kind: 'delete', note: 3 }));
    expect(editing().document.notes[editing().selectedNote ?? -1]?.id).toBe(2);
  });

  it('of a note that is undone away is empty', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().apply({ kind: 'split', note: 3 }));
    await acting(() => editing().select(4));
    await acting(() => editing().undo());
    expect(editing().selectedNote).toBeUndefined();
  });
});

describe('an added note', () => {
  const place = { startTick: 144, endTick: 192, measureNumber: 1, isRest: true, midi: 65 };

  it('is selected, and takes the chosen place away; undoing removes it', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().choosePlace(place));
    expect(editing().place).toEqual(place);
    await acting(() => editing().apply({ kind: 'add', startTick: 144, endTick: 192, midi: 65 }));
    expect([editing().place, editing().selectedNote]).toEqual([undefined, 3]);
    await acting(() => editing().undo());
    expect(editing().score).toBe(score);
    expect(editing().selectedNote).toBeUndefined();
  });

  it('is never chosen together with a note', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().choosePlace(place));
    await acting(() => editing().select(1));
    expect([editing().place, editing().selectedNote]).toEqual([undefined, 1]);
    await acting(() => editing().choosePlace(place));
    expect([editing().place, editing().selectedNote]).toEqual([place, undefined]);
  });

  it('leaves the selection of a note through undo', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().select(1));
    await acting(() => editing().apply(up));
    await acting(() => editing().undo());
    expect(editing().selectedNote).toBe(1);
  });
});

describe('storage', () => {
  it('keeps edits across visits, with what can be undone', async () => {
    const first = await openEditor();
    await acting(() => first.editing().apply(up));
    await acting(() => first.editing().apply(up));
    await first.hook.unmount();
    const { editing } = await openEditor();
    expect(editing().document.notes[0]?.midi).toBe(69);
    await acting(() => editing().undo());
    await acting(() => editing().undo());
    expect(editing().score).toBe(score);
  });

  it('is cleared once there is nothing to undo or redo', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().apply(up));
    expect(storage.getItem(key)).not.toBeNull();
    await acting(() => editing().undo());
    expect(storage.getItem(key)).not.toBeNull();
    storage.removeItem(key);
    await acting(() => page.window.dispatchEvent(Object.assign(new Event('storage'), { key })));
    expect(editing()).toMatchObject({ canUndo: false, canRedo: false });
    expect(storage.getItem(key)).toBeNull();
  });

  it('that is full is reported', async () => {
    vi.stubGlobal('localStorage', memoryStorage(10));
    const { editing } = await openEditor();
    await acting(() => editing().apply(up));
    expect(editing()).toMatchObject({ isCorrected: true, isKept: false });
  });

  it('is followed when another tab edits the song, which can be undone here', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().apply(up));
    const { document } = JSON.parse(storage.getItem(key) ?? '');
    const edited = { ...document, title: 'Elsewhere' };
    storage.setItem(key, JSON.stringify({ savedAt: Date.now(), document: edited }));
    const change = (changed: string) =>
      acting(() =>
        page.window.dispatchEvent(Object.assign(new Event('storage'), { key: changed })),
      );
    await change('my-pitch.edits.another');
    expect(editing().document.title).toBe('Test');
    await change(key);
    expect(editing().document.title).toBe('Elsewhere');
    await change(key);
    await acting(() => editing().undo());
    expect(editing().document.title).toBe('Test');
  });

  it('deletes old edits of other songs', async () => {
    storage.setItem('my-pitch.edits.old', JSON.stringify({ savedAt: 0 }));
    await openEditor();
    expect(storage.length).toBe(0);
  });

  it('is not followed after the page was left', async () => {
    const { hook } = await openEditor();
    await hook.unmount();
    const read = vi.spyOn(storage, 'getItem');
    await acting(() => page.window.dispatchEvent(Object.assign(new Event('storage'), { key })));
    expect(read).not.toHaveBeenCalled();
  });

  it('is cleared of the original, for which there is nothing to undo or redo', async () => {
    const first = await openEditor();
    await acting(() => first.editing().apply(up));
    await first.hook.unmount();
    const { document } = JSON.parse(storage.getItem(key) ?? '');
    // As when the history did not fit.
    storage.setItem(key, JSON.stringify({ savedAt: Date.now(), document, isOriginal: true }));
    const { editing } = await openEditor();
    expect(editing()).toMatchObject({ isCorrected: false, canUndo: false, canRedo: false });
    expect(storage.length).toBe(0);
  });
});

describe('the original', () => {
  it('is shown instead of the corrected score, and back; the corrections stay', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().setOpen(true));
    await acting(() => editing().apply(up));
    await acting(() => editing().setShowsOriginal(true));
    expect(editing().score).toBe(score);
    expect(editing()).toMatchObject({ isCorrected: true, showsOriginal: true, isOpen: false });
    await acting(() => editing().setShowsOriginal(false));
    expect(editing()).toMatchObject({ showsOriginal: false, isOpen: false });
    expect(editing().document.notes[0]?.midi).toBe(68);
  });

  it('gives way to the corrected score when the editor opens', async () => {
    const { editing } = await openEditor();
    await acting(() => editing().apply(up));
    await acting(() => editing().setShowsOriginal(true));
    await acting(() => editing().setOpen(true));
    expect(editing()).toMatchObject({ showsOriginal: false, isOpen: true });
    await acting(() => editing().setShowsOriginal(false));
    expect(editing().isOpen).toBe(true);
  });
});
