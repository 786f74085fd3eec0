import type { JobId } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { expect, it } from 'vitest';
import { persistUploads } from './persist-uploads.ts';
import { UploadProblem } from './upload-problem.ts';
import { UploadQueue } from './upload-queue.ts';

it('stores a song after its check and deletes the copy once it is sent, refused or removed', async () => {
  const uploads = new Map<string, PromiseWithResolvers<JobId>>();
  const queue = new UploadQueue({
    check: async ({ name }) => {
      if (name === 'notes.txt') throw new UploadProblem('wrong-type');
    },
    send: ({ file }) => {
      const upload = Promise.withResolvers<JobId>();
      uploads.set(file.name, upload);
      return upload.promise;
    },
  });
  const stored: string[] = [];
  persistUploads(queue, async ({ file }) => {
    stored.push(file.name);
    return () => stored.splice(stored.indexOf(file.name), 1);
  });
  const options = jobOptionsSchema.parse({});
  const names = ['a', 'notes.txt', 'b', 'c', 'd'];
  queue.add(names.map((name) => ({ file: new File(['x'], name), options })));
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  await settled();
  expect(stored).toEqual(['a', 'b', 'c', 'd']);
  uploads.get('a')?.resolve('job' as JobId);
  uploads.get('b')?.reject(new UploadProblem('refused'));
  queue.remove(queue.snapshot().at(-1)!.id);
  await settled();
  expect(stored).toEqual(['c']);
});
