import type { JobId } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { checkFile } from './check-file.ts';
import { sendSong } from './send-song.ts';
import { recoverUnsent } from './unsent-songs.ts';
import type { Upload, UploadState } from './upload-queue.ts';
import {
  uploadQueue,
  useLeaveGuard,
  useOpenWhenSent,
  useResumedUploads,
  useUploads,
} from './use-uploads.ts';

const pushed = vi.hoisted(() => [] as string[]);
const router = vi.hoisted(() => ({ push: (path: string) => pushed.push(path) }));
vi.mock('next/navigation', () => ({ useRouter: () => router }));
vi.mock('./check-file.ts', () => ({ checkFile: vi.fn(async () => undefined) }));
vi.mock('./send-song.ts', () => ({ sendSong: vi.fn(() => new Promise(() => undefined)) }));
vi.mock('./unsent-songs.ts', () => ({
  persistUnsent: vi.fn(async () => () => undefined),
  recoverUnsent: vi.fn(async () => []),
}));

const song = { file: new File(['x'], 'a.mp3'), options: jobOptionsSchema.parse({}) };

beforeEach(() => void stubWindow());
afterEach(async () => {
  await acting(() => {
    for (const { id } of uploadQueue.snapshot()) uploadQueue.remove(id);
  });
  pushed.length = 0;
  vi.unstubAllGlobals();
});

it('shows the queue of the page as it changes', async () => {
  const hook = await renderHook(useUploads);
  expect(hook.current).toEqual([]);
  await acting(() => uploadQueue.add([song]));
  expect(hook.current).toMatchObject([{ song, state: { status: 'sending' } }]);
  expect(checkFile).toHaveBeenCalledWith(song.file);
  expect(vi.mocked(sendSong).mock.lastCall?.[0]).toBe(song);
});

describe('uploads of a closed page', () => {
  it('are resumed', async () => {
    vi.mocked(recoverUnsent).mockResolvedValueOnce([song]);
    await renderHook(useResumedUploads);
    expect(uploadQueue.snapshot()).toMatchObject([{ song, isResumed: true }]);
  });

  it('leave a finished upload in the list when there are none', async () => {
    vi.mocked(sendSong).mockResolvedValueOnce('job' as JobId);
    await acting(() => uploadQueue.add([song]));
    await renderHook(useResumedUploads);
    expect(uploadQueue.snapshot()).toMatchObject([{ state: { status: 'sent' } }]);
  });
});

describe('the page of a song', () => {
  const upload = (state: UploadState, isAlone = true): Upload => ({
    id: 7,
    song,
    state,
    isAlone,
    isResumed: false,
  });
  const sent: UploadState = { status: 'sent', jobId: 'job-1' as JobId };

  it('opens once its only upload is sent', async () => {
    const remove = vi.spyOn(uploadQueue, 'remove');
    const hook = await renderHook(() =>
      useOpenWhenSent([upload({ status: 'sending', fraction: 1 })]),
    );
    expect(pushed).toEqual([]);
    await hook.rerender(() => useOpenWhenSent([upload(sent)]));
    expect(pushed).toEqual(['/song#job-1']);
    expect(remove).toHaveBeenCalledWith(7);
    await hook.rerender();
    expect(pushed).toHaveLength(1);
  });

  it.each([
    ['no upload', []],
    ['an upload that was added with others', [upload(sent, false)]],
    ['several uploads', [upload(sent), upload({ status: 'waiting' })]],
    ['an upload that waits', [upload({ status: 'waiting' })]],
  ])('stays closed with %s', async (_, uploads) => {
    await renderHook(() => useOpenWhenSent(uploads));
    expect(pushed).toEqual([]);
  });
});

it('lets the browser ask before it closes a busy page', async () => {
  const { window } = stubWindow();
  const isAsked = () => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const hook = await renderHook(() => useLeaveGuard(false));
  expect(isAsked()).toBe(false);
  await hook.rerender(() => useLeaveGuard(true));
  expect(isAsked()).toBe(true);
  await hook.rerender(() => useLeaveGuard(false));
  expect(isAsked()).toBe(false);
});
