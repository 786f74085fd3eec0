import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { type FakeResponse, fakeAws } from '@my-pitch/shared/aws/testing/fake-aws';
import { JobFailure, MachineFailure } from '@my-pitch/shared/errors';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';
import { jobId } from '../queue/testing/fake-worker.ts';
import { createS3SongFiles } from './s3-song-files.ts';

function filesWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const buckets = { uploads: 'songs-in', results: 'scores-out' };
  return { files: createS3SongFiles(new S3Client(settings), buckets), requests };
}

const { signal } = new AbortController();
const noSuchKey = { statusCode: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };

it('downloads the upload of a job to a file', async () => {
  const { files, requests } = filesWith({ body: 'la la la' });
  const path = join(await temporaryFolder(), 'source');
  await files.download(jobId, path, signal);
  expect(readFileSync(path, 'utf8')).toBe('la la la');
  expect(requests).toMatchObject([{ method: 'GET', path: `/songs-in/uploads/${jobId}/source` }]);
});

it('fails the job when its upload is missing', async () => {
  const { files } = filesWith(noSuchKey);
  const path = join(await temporaryFolder(), 'source');
  const download = files.download(jobId, path, signal);
  await expect(download).rejects.toBeInstanceOf(JobFailure);
  await expect(download).rejects.toMatchObject({ code: 'upload-missing' });
});

it('uploads an artifact with its content type and a checksum', async () => {
  const { files, requests } = filesWith({});
  const path = join(await temporaryFolder(), 'score.json');
  writeFileSync(path, '{}');
  await files.upload(jobId, 'score.json', path, signal);
  expect(requests).toMatchObject([
    {
      method: 'PUT',
      path: `/scores-out/results/${jobId}/score.json`,
      headers: { 'content-type': 'application/json', 'content-length': '2' },
    },
  ]);
  expect(Object.keys(requests[0]?.headers ?? {}).join()).toContain('x-amz-checksum-');
});

describe('an artifact of another job', () => {
  it('is downloaded to a file', async () => {
    const { files, requests } = filesWith({ body: '{}' }, { body: '{"title":"Mine"}' });
    const path = join(await temporaryFolder(), 'score.json');
    expect(await files.downloadResult(jobId, 'score.json', path, signal)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('{}');
    expect(await files.downloadResult(jobId, 'corrections.json', path, signal)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('{"title":"Mine"}');
    expect(requests).toMatchObject([
      { method: 'GET', path: `/scores-out/results/${jobId}/score.json` },
      { method: 'GET', path: `/scores-out/results/${jobId}/corrections.json` },
    ]);
  });

  it('may be missing', async () => {
    const { files } = filesWith(noSuchKey);
    const path = join(await temporaryFolder(), 'score.json');
    expect(await files.downloadResult(jobId, 'score.json', path, signal)).toBe(false);
  });
});

describe('check', () => {
  it('passes when S3 finds no such upload and deletes no artifact', async () => {
    const { files, requests } = filesWith(noSuchKey, { body: '<DeleteResult/>' });
    await files.check(jobId);
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('reports a bucket that refuses this worker as a fault of the machine', async () => {
    const { files } = filesWith({
      statusCode: 403,
      body: '<Error><Code>AccessDenied</Code></Error>',
    });
    await expect(files.check(jobId)).rejects.toBeInstanceOf(MachineFailure);
  });
});
