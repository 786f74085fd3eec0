import { describe, expect, it } from 'vitest';
import {
  composeAuthorization,
  createJobRequestSchema,
  jobViewSchema,
  parseAuthorization,
} from './api.ts';
import { functionEnvSchema, parseEnv } from './env.ts';
import { failureCodes, failureTexts, JobFailure, MachineFailure } from './errors.ts';
import { jobIdSchema, ownerTokenSchema } from './ids.ts';
import { jobSchema } from './job.ts';
import { artifactKey, artifactNames, jobIdOfUpload, uploadKey } from './keys.ts';
import { languages } from './language.ts';
import { defaultLimits, isAcceptedContentType } from './limits.ts';
import {
  composeJobMessage,
  createdObjectKeys,
  parseJobMessage,
  s3EventSchema,
} from './messages.ts';

const jobId = jobIdSchema.parse('3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21');

describe('failures', () => {
  it.each(failureCodes)('%s has a reason and advice in every language', (code) => {
    for (const language of languages) {
      expect(failureTexts[code].reason[language]).not.toBe('');
      expect(failureTexts[code].advice[language]).not.toBe('');
    }
    expect(failureTexts[code].reason.ko).toMatch(/[가-힣]/);
  });

  it('carry their code, detail and cause', () => {
    const cause = new Error('exit code 1');
    const failure = new JobFailure('corrupt-file', 'ffmpeg gave up', { cause });
    expect(failure).toMatchObject({ code: 'corrupt-file', cause, name: 'JobFailure' });
    expect(failure.message).toBe('corrupt-file: ffmpeg gave up');
  });
});

it('failures of machines carry their fault, detail and cause', () => {
  const cause = new Error('ENOSPC');
  const failure = new MachineFailure('disk-full', 'no room', { cause });
  expect(failure).toMatchObject({ fault: 'disk-full', detail: 'no room', cause });
  expect(failure.message).toBe('disk-full: no room');
});

it('a job that an older version queued has had no attempts', () => {
  const record = {
    ...{ jobId, status: 'queued', ownerTokenHash: 'a'.repeat(64), fileName: 'song.mp3' },
    ...{ contentType: 'audio/mpeg', sizeBytes: 1000, options: {} },
    ...{ createdAt: '2026-01-02T03:04:05Z', statusSince: '2026-01-02T03:04:05Z' },
    ...{ queuedAt: '2026-01-02T03:04:05Z', recordExpiresAtSeconds: 1_800_000_000 },
  };
  expect(jobSchema.parse(record)).toMatchObject({ attempts: 0 });
});

describe('keys', () => {
  it('of uploads lead back to their job', () => {
    expect(jobIdOfUpload(uploadKey(jobId))).toBe(jobId);
  });

  it.each([
    '',
    'uploads//source',
    'uploads/../source',
    `results/${jobId}/source`,
    `uploads/${jobId}/x`,
  ])('that are no upload lead nowhere: %s', (key) => expect(jobIdOfUpload(key)).toBeUndefined());

  it('of artifacts differ by name', () => {
    expect(new Set(artifactNames.map((name) => artifactKey(jobId, name))).size).toBe(
      artifactNames.length,
    );
  });
});

describe('messages', () => {
  it('round trip', () => {
    expect(parseJobMessage(composeJobMessage({ jobId }))).toEqual({ jobId });
  });

  it.each(['', '{}', '{"jobId":"1"}', 'null'])('refuse %j', (body) => {
    expect(() => parseJobMessage(body)).toThrow();
  });

  it('of S3 give decoded keys, of created objects only', () => {
    const record = (eventName: string, key: string) => ({
      eventName,
      s3: { bucket: { name: 'uploads' }, object: { key, size: 3 } },
    });
    const event = s3EventSchema.parse({
      Records: [
        record('ObjectCreated:Post', 'uploads/a+b%28c%29'),
        record('s3:ObjectCreated:Put', 'uploads/d'),
        record('ObjectRemoved:Delete', 'uploads/e'),
      ],
    });
    expect(createdObjectKeys(event)).toEqual(['uploads/a b(c)', 'uploads/d']);
  });

  it('of S3 that only test the connection create nothing', () => {
    const event = s3EventSchema.parse({ Service: 'Amazon S3', Event: 's3:TestEvent' });
    expect(createdObjectKeys(event)).toEqual([]);
  });
});

describe('API', () => {
  it('fills in the options a request leaves out', () => {
    const body = { fileName: ' song.mp3 ', contentType: 'AUDIO/MPEG', sizeBytes: 5 };
    expect(createJobRequestSchema.parse(body)).toEqual({
      fileName: 'song.mp3',
      contentType: 'audio/mpeg',
      sizeBytes: 5,
      options: { content: 'song', lossless: false, preset: 'balanced', stems: 'two' },
    });
  });

  it.each(['\ud800.mp3', 'half\udfff', '\udc00\ud800'])(
    'takes no name with half a surrogate pair: %j',
    (fileName) => {
      const body = { fileName, contentType: 'audio/mpeg', sizeBytes: 5 };
      expect(createJobRequestSchema.safeParse(body).success).toBe(false);
      const whole = { ...body, fileName: '\ud83c\udfb5\u0000\ufffe.mp3' };
      expect(createJobRequestSchema.parse(whole).fileName).toBe(whole.fileName);
    },
  );

  it('shows only what anybody may see', () => {
    const view = jobViewSchema.parse({
      jobId,
      fileName: 'song.mp3',
      createdAt: '2026-01-02T03:04:05Z',
      status: 'queued',
      position: 2,
      ownerTokenHash: 'secret',
    });
    expect(view).not.toHaveProperty('ownerTokenHash');
  });

  it('carries the owner token as a bearer', () => {
    const token = ownerTokenSchema.parse('A'.repeat(43));
    expect(parseAuthorization(composeAuthorization(token))).toBe(token);
    expect(parseAuthorization(undefined)).toBeUndefined();
    expect(parseAuthorization('Bearer short')).toBeUndefined();
  });
});

it.each([
  ['audio/mpeg', true],
  ['video/mp4', true],
  ['application/ogg', true],
  ['text/plain', false],
  ['image/png', false],
  ['audio/', false],
])('content type %s accepted: %s', (contentType, accepted) => {
  expect(isAcceptedContentType(contentType)).toBe(accepted);
});

describe('environment', () => {
  const complete = {
    JOB_TABLE_NAME: 'jobs',
    UPLOADS_BUCKET_NAME: 'uploads',
    RESULTS_BUCKET_NAME: 'results',
    JOB_QUEUE_URL: 'http://queue',
  };

  it('falls back to the default limits', () => {
    expect(parseEnv(functionEnvSchema, complete)).toMatchObject({
      MAX_UPLOAD_BYTES: defaultLimits.maxUploadBytes,
      MAX_QUEUED_JOBS: defaultLimits.maxQueuedJobs,
      S3_FORCE_PATH_STYLE: false,
    });
  });

  it('names each variable that is missing or wrong', () => {
    const parse = () =>
      parseEnv(functionEnvSchema, { ...complete, JOB_TABLE_NAME: '', MAX_QUEUED_JOBS: 'many' });
    expect(parse).toThrow(/JOB_TABLE_NAME[\s\S]*MAX_QUEUED_JOBS/);
  });
});
