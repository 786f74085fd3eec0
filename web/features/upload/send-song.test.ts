import {
  type CreateJobRequest,
  type CreateJobResponse,
  createJobRequestSchema,
  type JobView,
  type Problem,
} from '@my-pitch/shared/api';
import { type JobId, jobIdSchema, type OwnerToken } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../lib/api/api-client.ts';
import type { RecentSong } from '../recent-songs/recent-songs.ts';
import { type SendSongHost, sendSong, songName } from './send-song.ts';
import { cachedSentSong } from './sent-song-cache.ts';
import type { SongToSend } from './song-to-send.ts';
import { UploadProblem } from './upload-problem.ts';

const minuteMs = 60_000;
const now = Date.parse('2026-01-02T03:00:00.000Z');
const options = jobOptionsSchema.parse({ preset: 'best' });
const contentSha256 = 'a'.repeat(64);
const song = {
  file: new File(['sound'], '봄.mp3'.normalize('NFD'), { type: 'audio/mpeg' }),
  options,
};

function problem(code: Problem['code'], more: Partial<Problem> = {}): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: '', status: 429, detail: '', code, ...more });
}

/** A server that accepts every song, and a browser that is online, unless a test overrides a part. */
function startHost(overrides: Partial<SendSongHost> = {}) {
  const created: CreateJobRequest[] = [];
  const sent: CreateJobResponse['upload'][] = [];
  const deleted: [JobId, OwnerToken][] = [];
  const remembered: RecentSong[] = [];
  const clock = { nowMs: now };
  const host: SendSongHost = {
    createJob: async (request) => {
      created.push(request);
      const number = created.length;
      return {
        jobId: `job ${number}` as JobId,
        ownerToken: `token ${number}` as OwnerToken,
        upload: { url: `https://s3.example/${number}`, fields: {} },
        uploadExpiresAt: new Date(clock.nowMs + 60 * minuteMs).toISOString(),
      };
    },
    getJob: async (jobId) => viewOf(jobId, 'awaiting-upload'),
    deleteJob: async (jobId, ownerToken) => void deleted.push([jobId, ownerToken]),
    hashFile: async () => contentSha256,
    sendFile: async (upload) => void sent.push(upload),
    rememberSong: (recent) => void remembered.push(recent),
    isOnline: () => true,
    nowMs: () => clock.nowMs,
    ...overrides,
  };
  const pauses: (string | undefined)[] = [];
  const progress: number[] = [];
  const send = (sending: SongToSend = song) =>
    sendSong(
      sending,
      {
        signal: new AbortController().signal,
        onPause: (pause) => pauses.push(pause?.reason),
        onProgress: (fraction) => progress.push(fraction),
        onRead: () => undefined,
        sleep: async () => undefined,
      },
      host,
    );
  return { host, created, sent, deleted, remembered, clock, pauses, progress, send };
}

function viewOf(jobId: JobId, status: 'awaiting-upload' | 'expired' | 'queued'): JobView {
  const common = { jobId, createdAt: '2026-01-02T03:00:00.000Z', fileName: 'a.mp3' };
  if (status === 'queued') return { ...common, status, position: 1 };
  return { ...common, status };
}

/** An upload that fails with these errors in turn, then succeeds. */
function failingUpload(...errors: readonly unknown[]) {
  const urls: string[] = [];
  const sendFile: SendSongHost['sendFile'] = async ({ url }) => {
    urls.push(url);
    const error = errors[urls.length - 1];
    if (error) throw error;
  };
  return { urls, sendFile };
}

const lost = new UploadProblem('network');

describe('a song that is sent', () => {
  it('names its original if it is a take, to the API and on the device', async () => {
    const takeOf = jobIdSchema.parse('3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21');
    const { send, created, remembered } = startHost();
    await send({ ...song, takeOf });
    expect(created).toMatchObject([{ takeOf }]);
    expect(remembered).toMatchObject([{ jobId: 'job 1', takeOf }]);
  });

  it('creates a job for its file and uploads the file with the form of that job', async () => {
    const { send, created, sent, deleted, progress } = startHost();
    expect(await send()).toBe('job 1');
    expect(created).toEqual([
      { fileName: '봄.mp3', contentType: 'audio/mpeg', sizeBytes: 5, options, contentSha256 },
    ]);
    expect(sent).toEqual([{ url: 'https://s3.example/1', fields: {} }]);
    expect(progress).toEqual([0]);
    expect(deleted).toEqual([]);
  });

  it('is remembered on this device with its owner token', async () => {
    const { send, remembered } = startHost();
    const jobId = await send();
    expect(remembered).toEqual([
      {
        jobId,
        ownerToken: 'token 1',
        fileName: '봄.mp3',
        createdAt: '2026-01-02T03:00:00.000Z',
      },
    ]);
    expect(cachedSentSong(jobId)).toBe(song);
  });
});

describe('the hash of the file', () => {
  it('is computed once, also when a new job is needed', async () => {
    let hashed = 0;
    const { urls, sendFile } = failingUpload(lost, lost);
    const parts = startHost({
      hashFile: async () => {
        hashed += 1;
        return contentSha256;
      },
      sendFile: async (...args) => {
        parts.clock.nowMs += 56 * minuteMs;
        return sendFile(...args);
      },
    });
    await parts.send();
    expect(urls).toHaveLength(3);
    expect(parts.created.map((request) => request.contentSha256)).toEqual([
      ...[contentSha256, contentSha256, contentSha256],
    ]);
    expect(hashed).toBe(1);
  });

  it('may be unknown', async () => {
    const { send, created } = startHost({ hashFile: async () => undefined });
    expect(await send()).toBe('job 1');
    expect(created.map((request) => request.contentSha256)).toEqual([undefined]);
  });

  it('is not waited for after a cancellation, and no job is created', async () => {
    const aborted = new DOMException('', 'AbortError');
    const { send, created } = startHost({ hashFile: () => Promise.reject(aborted) });
    await expect(send()).rejects.toBe(aborted);
    expect(created).toEqual([]);
  });
});

describe('a lost upload', () => {
  it('is repeated after a pause, with progress from the start', async () => {
    const { urls, sendFile } = failingUpload(lost);
    const { send, created, pauses, progress } = startHost({ sendFile });
    expect(await send()).toBe('job 1');
    expect(created).toHaveLength(1);
    expect(urls).toEqual(['https://s3.example/1', 'https://s3.example/1']);
    expect(pauses).toEqual(['network', undefined]);
    expect(progress).toEqual([0, 0]);
  });

  it.each([
    [55 * minuteMs - 1, 1],
    [55 * minuteMs, 2],
    [70 * minuteMs, 2],
  ])(
    '%d ms after a form for an hour uses form %d: at least five minutes must remain',
    async (elapsedMs, form) => {
      const urls: string[] = [];
      const { send, clock } = startHost({
        sendFile: async ({ url }) => {
          urls.push(url);
          clock.nowMs = now + elapsedMs;
          if (urls.length === 1) throw lost;
        },
      });
      expect(await send()).toBe(`job ${form}`);
      expect(urls).toEqual(['https://s3.example/1', `https://s3.example/${form}`]);
    },
  );

  it('is not repeated when only the answer was lost', async () => {
    const { urls, sendFile } = failingUpload(lost);
    const { send, deleted } = startHost({
      sendFile,
      getJob: async (jobId) => viewOf(jobId, 'queued'),
    });
    expect(await send()).toBe('job 1');
    expect(urls).toHaveLength(1);
    expect(deleted).toEqual([]);
  });

  it('is repeated when its job expired meanwhile', async () => {
    const { urls, sendFile } = failingUpload(lost);
    const { send } = startHost({ sendFile, getJob: async (jobId) => viewOf(jobId, 'expired') });
    await send();
    expect(urls).toHaveLength(2);
  });

  it('waits again when the status of its job cannot be fetched', async () => {
    const { urls, sendFile } = failingUpload(lost);
    let asked = 0;
    const { send, pauses } = startHost({
      sendFile,
      getJob: async (jobId) => {
        asked += 1;
        if (asked === 1) throw new TypeError('Failed to fetch');
        return viewOf(jobId, 'awaiting-upload');
      },
    });
    await send();
    expect(urls).toHaveLength(2);
    expect(pauses).toEqual(['network', undefined, 'network', undefined]);
  });

  it('ends when the API refuses the status of its job', async () => {
    const { sendFile } = failingUpload(lost);
    const { send, deleted } = startHost({
      sendFile,
      getJob: () => Promise.reject(problem('not-found')),
    });
    await expect(send()).rejects.toMatchObject({ code: 'unknown' });
    expect(deleted).toEqual([['job 1', 'token 1']]);
  });
});

describe('a job whose song is not sent', () => {
  it('is deleted when S3 refuses the file', async () => {
    const { sendFile } = failingUpload(new UploadProblem('refused'));
    const { send, deleted, remembered } = startHost({ sendFile });
    await expect(send()).rejects.toMatchObject({ code: 'refused' });
    expect(deleted).toEqual([['job 1', 'token 1']]);
    expect(remembered).toEqual([]);
  });

  it('is deleted when the user cancels', async () => {
    const { sendFile } = failingUpload(new DOMException('Cancelled', 'AbortError'));
    const { send, deleted } = startHost({ sendFile });
    await expect(send()).rejects.toThrow('Cancelled');
    expect(deleted).toEqual([['job 1', 'token 1']]);
  });

  it('leaves the first error as it is when it cannot be deleted either', async () => {
    const { sendFile } = failingUpload(new UploadProblem('refused'));
    const { send } = startHost({ sendFile, deleteJob: () => Promise.reject(new TypeError()) });
    await expect(send()).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('a job that is not created', () => {
  it('is retried after a full queue, without a failure of the network', async () => {
    let attempts = 0;
    const asked: JobId[] = [];
    const base = startHost();
    const { send, pauses } = startHost({
      createJob: (request, signal) => {
        attempts += 1;
        if (attempts === 1) return Promise.reject(problem('queue-full', { retryAfterSeconds: 5 }));
        return base.host.createJob(request, signal);
      },
      getJob: async (jobId) => {
        asked.push(jobId);
        return viewOf(jobId, 'queued');
      },
    });
    expect(await send()).toBe('job 1');
    expect([attempts, asked, pauses]).toEqual([2, [], ['queue-full', undefined]]);
  });

  it.each([
    [problem('unsupported-format'), 'wrong-type'],
    [problem('too-large'), 'too-large'],
    [problem('invalid-request'), 'refused'],
    [problem('internal-error'), 'unknown'],
    [new Error('The API answered 500'), 'unknown'],
  ])('%s ends as %s and has nothing to delete', async (error, code) => {
    const { send, deleted } = startHost({ createJob: () => Promise.reject(error) });
    await expect(send()).rejects.toMatchObject({ name: 'UploadProblem', code });
    expect(deleted).toEqual([]);
  });

  it('ends with the cancellation of its request', async () => {
    const cancelled = new DOMException('Cancelled', 'AbortError');
    const { send } = startHost({ createJob: () => Promise.reject(cancelled) });
    await expect(send()).rejects.toBe(cancelled);
  });

  it('waits for a connection before it asks', async () => {
    let online = false;
    const { send, created, pauses } = startHost({
      isOnline: () => {
        const wasOnline = online;
        online = true;
        return wasOnline;
      },
    });
    await send();
    expect([created.length, pauses]).toEqual([1, ['network', undefined]]);
  });

  it('is retried after a lost request', async () => {
    let attempts = 0;
    const base = startHost();
    const { send, pauses } = startHost({
      createJob: (request, signal) => {
        attempts += 1;
        if (attempts === 1) return Promise.reject(new TypeError('Failed to fetch'));
        return base.host.createJob(request, signal);
      },
    });
    await send();
    expect([attempts, pauses]).toEqual([2, ['network', undefined]]);
  });
});

it('sends a file name that the API accepts', () => {
  expect(songName({ name: '봄.mp3'.normalize('NFD') })).toBe('봄.mp3');
  // 255 UTF-16 units cut the first of these surrogate pairs in half.
  const cut = songName({ name: `${'🎵'.repeat(200)}a` });
  expect(cut).toHaveLength(255);
  const body = { fileName: cut, contentType: 'audio/mpeg', sizeBytes: 5 };
  expect(createJobRequestSchema.parse(body).fileName).toBe(cut);
});
