import type { JobId } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { describe, expect, it } from 'vitest';
import type { SendSongOptions } from './send-song.ts';
import type { SongToSend } from './song-to-send.ts';
import { UploadProblem } from './upload-problem.ts';
import { isInProgress, UploadQueue } from './upload-queue.ts';

interface Sending {
  readonly song: SongToSend;
  readonly options: SendSongOptions;
  readonly arrive: () => void;
  readonly fail: (error: unknown) => void;
}

/** A queue whose uploads end on the test's command, as do the checks of files named `slow…`. */
function openQueue() {
  const sendings: Sending[] = [];
  const slowChecks = new Map<string, PromiseWithResolvers<void>>();
  const queue = new UploadQueue({
    check: async ({ name }) => {
      if (name === 'notes.txt') throw new UploadProblem('wrong-type');
      if (!name.startsWith('slow')) return;
      const check = Promise.withResolvers<void>();
      slowChecks.set(name, check);
      await check.promise;
    },
    send: (song, options) =>
      new Promise((resolve, reject) => {
        const arrive = () => resolve(`job of ${song.file.name}` as JobId);
        sendings.push({ song, options, arrive, fail: reject });
        options.signal.addEventListener('abort', () => reject(options.signal.reason));
      }),
  });
  const songs = (...names: string[]): SongToSend[] =>
    names.map((name) => ({ file: new File(['x'], name), options: jobOptionsSchema.parse({}) }));
  const statuses = () =>
    queue.snapshot().map(({ song, state }) => `${song.file.name} ${state.status}`);
  return { queue, sendings, slowChecks, songs, statuses };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

it('sends two songs at a time, in order, and skips one that is refused', async () => {
  const { queue, sendings, songs, statuses } = openQueue();
  queue.add(songs('a', 'notes.txt', 'b', 'c'));
  await settled();
  expect(statuses()).toEqual(['a sending', 'notes.txt refused', 'b sending', 'c waiting']);
  sendings[0]?.arrive();
  await settled();
  expect(statuses()).toEqual(['a sent', 'notes.txt refused', 'b sending', 'c sending']);
});

it('aborts a removed upload and starts the next', async () => {
  const { queue, sendings, songs, statuses } = openQueue();
  queue.add(songs('a', 'b', 'c'));
  await settled();
  queue.remove(queue.snapshot()[0]!.id);
  await settled();
  expect(sendings[0]?.options.signal.aborted).toBe(true);
  expect(statuses()).toEqual(['b sending', 'c sending']);
});

it('sends a refused song again on request, and drops it when others are added', async () => {
  const { queue, sendings, songs, statuses } = openQueue();
  queue.add(songs('a'));
  await settled();
  sendings[0]?.fail(new UploadProblem('network'));
  await settled();
  expect(statuses()).toEqual(['a refused']);
  queue.retry(queue.snapshot()[0]!.id);
  expect(statuses()).toEqual(['a sending']);
  sendings[1]?.fail(new Error('anything else'));
  await settled();
  queue.add(songs('b'));
  await settled();
  expect(statuses()).toEqual(['b sending']);
  expect(queue.snapshot()[0]?.isAlone).toBe(true);
});

it('shows how much of a file is read before it is sent', async () => {
  const { queue, sendings, songs } = openQueue();
  queue.add(songs('a'));
  await settled();
  const { onRead, onProgress } = sendings[0]!.options;
  onRead(0.5);
  expect(queue.snapshot()[0]?.state).toEqual({ status: 'reading', fraction: 0.5 });
  onProgress(0);
  expect(queue.snapshot()[0]?.state).toEqual({ status: 'sending', fraction: 0 });
});

it('shows a pause, and the earlier progress after it', async () => {
  const { queue, sendings, songs } = openQueue();
  queue.add(songs('a', 'b'));
  await settled();
  const { onProgress, onPause } = sendings[0]!.options;
  onProgress(0.25);
  expect(queue.snapshot()[0]?.state).toEqual({ status: 'sending', fraction: 0.25 });
  onPause({ reason: 'network', untilMs: 5, retryNow: () => undefined });
  expect(queue.snapshot()[0]?.state).toMatchObject({
    status: 'paused',
    pause: { reason: 'network' },
  });
  onPause(undefined);
  expect(queue.snapshot()[0]?.state).toEqual({ status: 'sending', fraction: 0.25 });
  expect(queue.snapshot().map(({ isAlone }) => isAlone)).toEqual([false, false]);
});

describe('behind a slow check', () => {
  it('songs wait, so that all are sent in the order they were added', async () => {
    const { queue, slowChecks, songs, statuses } = openQueue();
    queue.add(songs('a', 'slow', 'b'));
    await settled();
    expect(statuses()).toEqual(['a sending', 'slow checking', 'b waiting']);
    slowChecks.get('slow')?.resolve();
    await settled();
    expect(statuses()).toEqual(['a sending', 'slow sending', 'b waiting']);
  });

  it('songs start when the check fails', async () => {
    const { queue, slowChecks, songs, statuses } = openQueue();
    queue.add(songs('slow', 'b'));
    await settled();
    expect(statuses()).toEqual(['slow checking', 'b waiting']);
    slowChecks.get('slow')?.reject(new UploadProblem('too-long'));
    await settled();
    expect(statuses()).toEqual(['slow refused', 'b sending']);
  });

  it('songs start when the checked one is removed', async () => {
    const { queue, songs, statuses } = openQueue();
    queue.add(songs('slow', 'b'));
    await settled();
    queue.remove(queue.snapshot()[0]!.id);
    expect(statuses()).toEqual(['b sending']);
  });
});

describe('the list', () => {
  it('keeps unfinished uploads when others are added, and numbers all of them', async () => {
    const { queue, sendings, songs, statuses } = openQueue();
    queue.add(songs('a', 'b'));
    await settled();
    sendings[0]?.arrive();
    await settled();
    queue.add(songs('c'), { isResumed: true });
    await settled();
    expect(statuses()).toEqual(['b sending', 'c sending']);
    expect(queue.snapshot().map(({ id, isAlone, isResumed }) => [id, isAlone, isResumed])).toEqual([
      [2, false, false],
      [3, false, true],
    ]);
  });

  it('notifies subscribers of each change, until they unsubscribe', async () => {
    const { queue, songs } = openQueue();
    let changes = 0;
    const unsubscribe = queue.subscribe(() => {
      changes += 1;
    });
    queue.add(songs('a'));
    await settled();
    // Added, checked, sending.
    expect(changes).toBe(3);
    unsubscribe();
    queue.remove(1);
    expect([changes, queue.snapshot()]).toEqual([3, []]);
  });

  it('shows the upload of a song that was sent as sent, with its job', async () => {
    const { queue, sendings, songs } = openQueue();
    queue.add(songs('a'));
    await settled();
    expect(queue.snapshot()[0]?.state).toEqual({ status: 'sending', fraction: 0 });
    expect(queue.snapshot().map(isInProgress)).toEqual([true]);
    sendings[0]?.arrive();
    await settled();
    expect(queue.snapshot()[0]?.state).toEqual({ status: 'sent', jobId: 'job of a' });
    expect(queue.snapshot().map(isInProgress)).toEqual([false]);
  });

  it('shows an unexpected error as an unknown problem', async () => {
    const { queue, sendings, songs } = openQueue();
    queue.add(songs('a'));
    await settled();
    sendings[0]?.fail(new Error('Unexpected'));
    await settled();
    expect(queue.snapshot()[0]?.state).toMatchObject({
      status: 'refused',
      problem: { code: 'unknown' },
    });
  });

  it('does not show the end of an upload that was removed', async () => {
    const { queue, songs, statuses } = openQueue();
    queue.add(songs('a'));
    await settled();
    queue.remove(1);
    await settled();
    expect(statuses()).toEqual([]);
  });
});
