import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { probeDurationSeconds } from './probe-duration.ts';

/** A media element whose events the test fires. */
function stubMedia() {
  const element = {
    duration: Number.NaN,
    preload: '',
    src: '',
    onloadedmetadata: undefined as (() => void) | undefined,
    onerror: undefined as (() => void) | null | undefined,
    removeAttribute: vi.fn(),
  };
  const created: string[] = [];
  vi.stubGlobal('document', {
    createElement: (name: string) => {
      created.push(name);
      return element;
    },
  });
  return { element, created };
}

const revoke = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:song');
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(revoke);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  revoke.mockClear();
});

it('reads the duration from the metadata and frees the file', async () => {
  const { element, created } = stubMedia();
  const duration = probeDurationSeconds(new Blob(), 'audio/mpeg');
  expect([created, element.src, element.preload]).toEqual([['audio'], 'blob:song', 'metadata']);
  element.duration = 12.5;
  element.onloadedmetadata?.();
  expect(await duration).toBe(12.5);
  expect(element.removeAttribute).toHaveBeenCalledWith('src');
  expect(revoke).toHaveBeenCalledWith('blob:song');
  expect([element.onerror, vi.getTimerCount()]).toEqual([null, 0]);
});

it('uses a video element for a video', async () => {
  const { element, created } = stubMedia();
  const duration = probeDurationSeconds(new Blob(), 'video/mp4');
  element.onerror?.();
  expect(await duration).toBeUndefined();
  expect(created).toEqual(['video']);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY])('has no duration for %d', async (duration) => {
  const { element } = stubMedia();
  const probed = probeDurationSeconds(new Blob(), 'audio/webm');
  element.duration = duration;
  element.onloadedmetadata?.();
  expect(await probed).toBeUndefined();
});

it('gives up after four seconds without an event', async () => {
  const { element } = stubMedia();
  element.duration = 5;
  const duration = probeDurationSeconds(new Blob(), 'audio/mpeg');
  await vi.advanceTimersByTimeAsync(4000);
  expect(await duration).toBeUndefined();
});
