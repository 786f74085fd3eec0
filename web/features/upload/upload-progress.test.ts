import { jobOptionsSchema } from '@my-pitch/shared/job';
import { expect, it } from 'vitest';
import { UploadProblem } from './upload-problem.ts';
import { uploadProgress } from './upload-progress.ts';
import type { Upload, UploadState } from './upload-queue.ts';

function uploadOf(bytes: number, state: UploadState): Upload {
  const file = new File([new Uint8Array(bytes)], 'song.mp3');
  const song = { file, options: jobOptionsSchema.parse({}) };
  return { id: bytes, song, state, isAlone: false, isResumed: false };
}

it('weighs uploads by their size, and counts only those in progress', () => {
  const uploads = [
    uploadOf(300, { status: 'sending', fraction: 0.5 }),
    uploadOf(100, { status: 'waiting' }),
    uploadOf(9000, { status: 'refused', problem: new UploadProblem('wrong-type') }),
  ];
  expect(uploadProgress(uploads)).toEqual({ songs: 2, percent: 37 });
  expect(uploadProgress([])).toEqual({ songs: 0, percent: 0 });
});
