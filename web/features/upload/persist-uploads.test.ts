import type { JobId } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { expect, test } from 'vitest';
import { persistUploads } from './persist-uploads.ts';
import { UploadProblem } from './upload-problem.ts';
import { UploadQueue } from './upload-queue.ts';

test('songs are kept from when they are accepted until they need not be any more', async () => {
  const endings = new Map<string, PromiseWithResolvers<JobId>>();
  const queue = new UploadQueue({
    check: async ({ name }) => {
      if (name === 'notes.txt') throw new UploadProblem('wrong-type');
    },
    send: ({ file }) => {
      const ending = Promise.withResolvers<JobId>();
      endings.set(file.name, ending);
      return ending.promise;
    },
  });
  const kept: string[] = [];
  persistUploads(queue, async ({ file }) => {
    kept.push(file.name);
    return () => kept.splice(kept.indexOf(file.name), 1);
  });
  const options = jobOptionsSchema.parse({});
  const names = ['a', 'notes.txt', 'b', 'c', 'd'];
  queue.add(names.map((name) => ({ file: new File(['x'], name), options })));
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  await settled();
  expect(kept).toEqual(['a', 'b', 'c', 'd']);
  endings.get('a')?.resolve('job' as JobId);
  endings.get('b')?.reject(new UploadProblem('refused'));
  queue.remove(queue.snapshot().at(-1)!.id);
  await settled();
  expect(kept).toEqual(['c']);
});
