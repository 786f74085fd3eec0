import type { JobId } from '@my-pitch/shared/ids';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { en } from '../../lib/messages/en.ts';
import { ko } from '../../lib/messages/ko.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { Pause } from './retry.ts';
import { UploadProblem } from './upload-problem.ts';
import type { UploadState } from './upload-queue.ts';
import { uploadText, useUploadText } from './use-upload-text.ts';

const { upload } = en;
const pauseOf = (reason: Pause['reason'], untilMs: number, queuedJobs?: number): UploadState => ({
  status: 'paused',
  pause: {
    reason,
    untilMs,
    retryNow: () => undefined,
    ...(queuedJobs === undefined ? {} : { queuedJobs }),
  },
});
const text = (state: UploadState, { nowMs = 0, isOnline = true } = {}) =>
  state.status === 'refused' ? '' : uploadText(state, en, nowMs, isOnline);

it.each([
  [{ status: 'checking' }, upload.checking],
  [{ status: 'waiting' }, upload.waiting],
  [{ status: 'reading', fraction: 0.256 }, upload.reading(25)],
  [{ status: 'sent', jobId: 'job' as JobId }, upload.sent],
] as const)('%o has a text of its own', (state, expected) => {
  expect(text(state)).toBe(expected);
});

it.each([
  [0, upload.preparing],
  [0.009, upload.preparing],
  [0.5, upload.sending(50)],
  [0.999, upload.sending(99)],
  [1, upload.finishing],
])('a sent fraction of %d is shown in whole percent', (fraction, expected) => {
  expect(text({ status: 'sending', fraction })).toBe(expected);
});

describe('a pause', () => {
  it('counts down in whole seconds, never below zero', () => {
    expect(text(pauseOf('network', 5000), { nowMs: 900 })).toBe(upload.lost(5));
    expect(text(pauseOf('network', 5000), { nowMs: 1000 })).toBe(upload.lost(4));
    expect(text(pauseOf('network', 5000), { nowMs: 9000 })).toBe(upload.lost(0));
  });

  it('names the length of a full queue', () => {
    expect(text(pauseOf('queue-full', 40_000, 100))).toBe(upload.queueFull(100, 40));
  });

  it('says why the server wants a wait', () => {
    expect(text(pauseOf('too-many-requests', 40_000))).toBe(upload.tooMany(40));
    expect(text(pauseOf('busy', 40_000))).toBe(upload.busy(40));
  });

  it('says that the device is offline', () => {
    expect(text(pauseOf('network', 5000), { isOnline: false })).toBe(upload.offline);
    expect(text(pauseOf('queue-full', 5000), { isOnline: false })).toBe(upload.offline);
  });
});

describe('the text of a row', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
    stubWindow();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('changes every second of a pause', async () => {
    let state = pauseOf('network', 3000);
    const hook = await renderHook(() => useUploadText(state));
    expect(hook.current).toBe(ko.upload.lost(3));
    await acting(() => vi.advanceTimersByTime(1000));
    expect(hook.current).toBe(ko.upload.lost(2));
    state = { status: 'sending', fraction: 0.5 };
    await hook.rerender();
    expect([hook.current, vi.getTimerCount()]).toEqual([ko.upload.sending(50), 0]);
  });

  it('starts a later pause at the time of its start', async () => {
    let state: UploadState = { status: 'waiting' };
    const hook = await renderHook(() => useUploadText(state));
    vi.setSystemTime(60_000);
    state = pauseOf('network', 63_000);
    await hook.rerender();
    expect(hook.current).toBe(ko.upload.lost(3));
  });

  it('is empty for a refused song', async () => {
    const problem = new UploadProblem('empty');
    const hook = await renderHook(() => useUploadText({ status: 'refused', problem }));
    expect(hook.current).toBe('');
  });
});
