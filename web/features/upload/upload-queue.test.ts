import type { JobId } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { expect, test } from 'vitest';
import type { SendSongOptions } from './send-song.ts';
import type { SongToSend } from './song-to-send.ts';
import { UploadProblem } from './upload-problem.ts';
import { UploadQueue } from './upload-queue.ts';

interface Sending {
  readonly song: SongToSend;
  readonly options: SendSongOptions;
  readonly arrive: () => void;
  readonly fail: (error: unknown) => void;
}

/** A queue whose sendings end when the test says so. */
function openQueue() {
  const sendings: Sending[] = [];
  const queue = new UploadQueue({
    check: async ({ name }) => {
      if (name === 'notes.txt') throw new UploadProblem('wrong-type');
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
  const steps = () =>
    queue.snapshot().map(({ song, state }) => `${song.file.name} ${state.status}`);
  return { queue, sendings, songs, steps };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('sends two at a time, in order, and refuses what cannot work without holding up the rest', async () => {
  const { queue, sendings, songs, steps } = openQueue();
  queue.add(songs('a', 'notes.txt', 'b', 'c'));
  await settled();
  expect(steps()).toEqual(['a sending', 'notes.txt refused', 'b sending', 'c waiting']);
  sendings[0]?.arrive();
  await settled();
  expect(steps()).toEqual(['a sent', 'notes.txt refused', 'b sending', 'c sending']);
});

test('a song that is taken off the list is stopped and makes room', async () => {
  const { queue, sendings, songs, steps } = openQueue();
  queue.add(songs('a', 'b', 'c'));
  await settled();
  queue.remove(queue.snapshot()[0]!.id);
  await settled();
  expect(sendings[0]?.options.signal.aborted).toBe(true);
  expect(steps()).toEqual(['b sending', 'c sending']);
});

test('a refused song can be sent again, and goes when others come', async () => {
  const { queue, sendings, songs, steps } = openQueue();
  queue.add(songs('a'));
  await settled();
  sendings[0]?.fail(new UploadProblem('network'));
  await settled();
  expect(steps()).toEqual(['a refused']);
  queue.again(queue.snapshot()[0]!.id);
  expect(steps()).toEqual(['a sending']);
  sendings[1]?.fail(new Error('anything else'));
  await settled();
  queue.add(songs('b'));
  await settled();
  expect(steps()).toEqual(['b sending']);
  expect(queue.snapshot()[0]?.isAlone).toBe(true);
});

test('tells of pauses, and of the progress where it was before', async () => {
  const { queue, sendings, songs } = openQueue();
  queue.add(songs('a', 'b'));
  await settled();
  const { onProgress, onPause } = sendings[0]!.options;
  onProgress(0.25);
  onPause({ reason: 'network', untilMs: 5, retryNow: () => undefined });
  expect(queue.snapshot()[0]?.state).toMatchObject({
    status: 'paused',
    pause: { reason: 'network' },
  });
  onPause(undefined);
  expect(queue.snapshot()[0]?.state).toEqual({ status: 'sending', fraction: 0.25 });
  expect(queue.snapshot().map(({ isAlone }) => isAlone)).toEqual([false, false]);
});
