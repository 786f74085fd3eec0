import { expect, test } from 'vitest';
import { UploadProblem } from '../../features/upload/upload-problem.ts';
import { type Pause, retryDelaySeconds, withRetries } from './retry.ts';

const full = new UploadProblem('queue-full', {
  problem: {
    type: 'about:blank',
    title: 'Too many requests',
    status: 429,
    detail: '',
    code: 'queue-full',
    queuedJobs: 100,
    retryAfterSeconds: 40,
  },
});
const lost = new UploadProblem('network');

test('waits ever longer for a connection, as long as the server says for a place, and not for what waiting cannot help', () => {
  expect([0, 1, 2, 5, 7].map((failures) => retryDelaySeconds(lost, failures))).toEqual([
    2, 4, 8, 60, 60,
  ]);
  expect(retryDelaySeconds(lost, 8)).toBeUndefined();
  expect(retryDelaySeconds(full, 100)).toBe(40);
  expect(retryDelaySeconds(new UploadProblem('too-large'), 0)).toBeUndefined();
  expect(retryDelaySeconds(new DOMException('Cancelled', 'AbortError'), 0)).toBeUndefined();
});

/** Fails with these errors, one after the other, and then works. */
function failing(errors: readonly Error[]) {
  const seen: number[] = [];
  const work = async (failures: number) => {
    seen.push(failures);
    const error = errors[seen.length - 1];
    if (error) throw error;
    return 'done';
  };
  return { seen, work };
}

test('goes on after each pause, and a full queue never counts as a failure', async () => {
  const { seen, work } = failing([full, lost, full]);
  const pauses: (Pause['reason'] | undefined)[] = [];
  const done = await withRetries(work, {
    signal: new AbortController().signal,
    onPause: (pause) => pauses.push(pause?.reason),
    sleep: async () => undefined,
  });
  expect(done).toBe('done');
  expect(seen).toEqual([0, 0, 1, 1]);
  expect(pauses).toEqual([
    ...['queue-full', undefined],
    ...['network', undefined],
    ...['queue-full', undefined],
  ]);
});

test('a singer can end a pause', async () => {
  const { work } = failing([full]);
  const done = withRetries(work, {
    signal: new AbortController().signal,
    onPause: (pause) => pause?.retryNow(),
    sleep: () => new Promise(() => undefined),
  });
  expect(await done).toBe('done');
});

test('gives up what waiting cannot help', async () => {
  const refused = new UploadProblem('refused');
  const { seen, work } = failing([refused]);
  const patience = { signal: new AbortController().signal, onPause: () => undefined };
  await expect(withRetries(work, patience)).rejects.toBe(refused);
  expect(seen).toEqual([0]);
});
