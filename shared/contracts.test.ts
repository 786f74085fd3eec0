import { describe, expect, it } from 'vitest';
import {
  apiPaths,
  composeAuthorization,
  createJobRequestSchema,
  jobViewSchema,
  parseAuthorization,
} from './api.ts';
import { functionEnvSchema, parseEnv, workerEnvSchema } from './env.ts';
import {
  failureCodeOfFault,
  failureCodes,
  failureTexts,
  JobFailure,
  MachineFailure,
  machineFaults,
} from './errors.ts';
import { correlationIdSchema, jobIdSchema, ownerTokenSchema } from './ids.ts';
import { jobSchema } from './job.ts';
import {
  artifactContentTypes,
  artifactKey,
  artifactNames,
  jobIdOfArtifact,
  jobIdOfUpload,
  uploadKey,
} from './keys.ts';
import { languages } from './language.ts';
import { defaultLimits } from './limits.ts';
import { composeJobMessage, createdObjects, parseJobMessage, s3EventSchema } from './messages.ts';

const jobId = jobIdSchema.parse('3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21');

describe('failures', () => {
  it.each(failureCodes)('%s has a reason and advice in every language', (code) => {
    for (const language of languages) {
      expect(failureTexts[code].reason[language]).toMatch(/\S/);
      expect(failureTexts[code].advice[language]).toMatch(/\S/);
    }
    expect(failureTexts[code].reason.ko).toMatch(/[가-힣]/);
    expect(failureTexts[code].advice.ko).toMatch(/[가-힣]/);
  });

  it('carry their code, detail and cause', () => {
    const cause = new Error('exit code 1');
    const failure = new JobFailure('corrupt-file', 'ffmpeg gave up', { cause });
    expect(failure).toMatchObject({ code: 'corrupt-file', cause, name: 'JobFailure' });
    expect(failure.message).toBe('corrupt-file: ffmpeg gave up');
  });
});

it('only failures that the file did not cause can be retried', () => {
  expect(failureCodes.filter((code) => failureTexts[code].retryable)).toEqual([
    'out-of-memory',
    'disk-full',
    'timed-out',
    'upload-missing',
    'upload-not-queued',
    'original-not-ready',
    'worker-crashed',
    'internal-error',
  ]);
});

it('machine faults except for memory and disk space appear as an internal error', () => {
  const shown = machineFaults.map((fault) => [fault, failureCodeOfFault(fault)]);
  expect(Object.fromEntries(shown)).toEqual({
    'disk-full': 'disk-full',
    'out-of-memory': 'out-of-memory',
    network: 'internal-error',
    permission: 'internal-error',
    'too-many-files': 'internal-error',
    model: 'internal-error',
    'tool-missing': 'internal-error',
    unknown: 'internal-error',
  });
});

it('failures of machines carry their fault, detail and cause', () => {
  const cause = new Error('ENOSPC');
  const failure = new MachineFailure('disk-full', 'no room', { cause });
  expect(failure).toMatchObject({ fault: 'disk-full', detail: 'no room', cause });
  expect(failure.message).toBe('disk-full: no room');
});

it('a job record of an older version has no attempts', () => {
  const record = {
    ...{ jobId, status: 'queued', ownerTokenHash: 'a'.repeat(64), fileName: 'song.mp3' },
    ...{ contentType: 'audio/mpeg', sizeBytes: 1000, options: {} },
    ...{ createdAt: '2026-01-02T03:04:05Z', statusSince: '2026-01-02T03:04:05Z' },
    ...{ queuedAt: '2026-01-02T03:04:05Z', recordExpiresAtSeconds: 1_800_000_000 },
  };
  expect(jobSchema.parse(record)).toMatchObject({ attempts: 0 });
});

describe('keys', () => {
  it('of uploads contain their job id', () => {
    expect(jobIdOfUpload(uploadKey(jobId))).toBe(jobId);
  });

  it.each([
    '',
    'uploads//source',
    'uploads/../source',
    `results/${jobId}/source`,
    `uploads/${jobId}/x`,
  ])('are not those of uploads: %s', (key) => expect(jobIdOfUpload(key)).toBeUndefined());

  it('of artifacts contain their job id', () => {
    expect(jobIdOfArtifact(artifactKey(jobId, 'score.mid'))).toBe(jobId);
  });

  it.each([`results/${jobId}`, `results/${jobId}/a/b`, `uploads/${jobId}/source`, 'results/1/a'])(
    'are not those of artifacts: %s',
    (key) => expect(jobIdOfArtifact(key)).toBeUndefined(),
  );

  it('of artifacts have the content type of their extension', () => {
    const typeOf = { m4a: 'audio/mp4', flac: 'audio/flac', json: 'application/json' };
    const others = {
      musicxml: 'application/vnd.recordare.musicxml+xml',
      mid: 'audio/midi',
    };
    for (const name of artifactNames) {
      const ending = name.split('.')[1] as keyof typeof typeOf & keyof typeof others;
      expect(artifactContentTypes[name]).toBe({ ...typeOf, ...others }[ending]);
    }
  });

  it('of artifacts differ by name', () => {
    expect(new Set(artifactNames.map((name) => artifactKey(jobId, name))).size).toBe(
      artifactNames.length,
    );
  });
});

describe('ids', () => {
  it.each([
    ['upper case', jobId.toUpperCase()],
    ['another version than 4', '3f2b8c1e-7a54-1d0b-9c36-1e5f0a9b7d21'],
    ['text before it', ` ${jobId}`],
  ])('of jobs refuse %s', (_, id) => expect(jobIdSchema.safeParse(id).success).toBe(false));

  it.each(['A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}+`])(
    'of owners refuse %s',
    (token) => {
      expect(ownerTokenSchema.safeParse(token).success).toBe(false);
    },
  );
});

describe('messages', () => {
  it('round trip', () => {
    expect(parseJobMessage(composeJobMessage({ jobId }))).toEqual({ jobId });
  });

  it('carry the correlation id, and are readable without one or with an invalid one', () => {
    const correlationId = correlationIdSchema.parse('9a1b2c3d-4e5f-4a6b-8c7d-0e1f2a3b4c5d');
    expect(parseJobMessage(composeJobMessage({ jobId, correlationId })).correlationId).toBe(
      correlationId,
    );
    for (const hostile of ['', 'x', correlationId.toUpperCase(), 7, null, { a: 1 }]) {
      const parsed = parseJobMessage(JSON.stringify({ jobId, correlationId: hostile }));
      expect(parsed).toEqual({ jobId });
    }
  });

  it.each(['', '{}', '{"jobId":"1"}', 'null'])('refuse %j', (body) => {
    expect(() => parseJobMessage(body)).toThrow();
  });

  it('from S3 yield created objects only, with decoded keys and the names of the writes', () => {
    const record = (eventName: string, key: string) => ({
      eventName,
      s3: { bucket: { name: 'uploads' }, object: { key, size: 3, sequencer: key.at(-1) } },
    });
    const event = s3EventSchema.parse({
      Records: [
        record('ObjectCreated:Post', 'uploads/a+b%28c%29'),
        record('s3:ObjectCreated:Put', 'uploads/d'),
        record('ObjectRemoved:Delete', 'uploads/e'),
      ],
    });
    expect(createdObjects(event)).toEqual([
      { key: 'uploads/a b(c)', sequencer: '9' },
      { key: 'uploads/d', sequencer: 'd' },
    ]);
  });

  it('from S3 that only test the connection yield no objects', () => {
    const event = s3EventSchema.parse({ Service: 'Amazon S3', Event: 's3:TestEvent' });
    expect(createdObjects(event)).toEqual([]);
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
    'refuses a file name with a lone surrogate: %j',
    (fileName) => {
      const body = { fileName, contentType: 'audio/mpeg', sizeBytes: 5 };
      expect(createJobRequestSchema.safeParse(body).success).toBe(false);
      const whole = { ...body, fileName: '\ud83c\udfb5\u0000\ufffe.mp3' };
      expect(createJobRequestSchema.parse(whole).fileName).toBe(whole.fileName);
    },
  );

  it('does not expose the owner token hash', () => {
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

  it('carries the owner token as a bearer token', () => {
    const token = ownerTokenSchema.parse('A'.repeat(43));
    expect(parseAuthorization(composeAuthorization(token))).toBe(token);
    expect(parseAuthorization(undefined)).toBeUndefined();
    expect(parseAuthorization(`bearer ${token}`)).toBe(token);
    expect(parseAuthorization('Bearer short')).toBeUndefined();
    expect(parseAuthorization(`Bearer ${token} x`)).toBeUndefined();
    expect(parseAuthorization(`Basic ${token}`)).toBeUndefined();
  });

  it('escapes the job’s id in a path', () => {
    expect(apiPaths.job('a/b')).toBe('/api/jobs/a%2Fb');
  });

  it.each([
    ['an empty name', { fileName: ' ' }],
    ['a name of more than 255 characters', { fileName: 'a'.repeat(256) }],
    ['an empty file', { sizeBytes: 0 }],
    ['a size that is not whole', { sizeBytes: 1.5 }],
    ['no content type', { contentType: '' }],
    ['a content type of more than 127 characters', { contentType: `audio/${'a'.repeat(122)}` }],
  ])('refuses %s', (_, change) => {
    const body = {
      fileName: 'a'.repeat(255),
      contentType: `audio/${'a'.repeat(121)}`,
      sizeBytes: 1,
    };
    expect(createJobRequestSchema.safeParse(body).success).toBe(true);
    expect(createJobRequestSchema.safeParse({ ...body, ...change }).success).toBe(false);
  });
});

describe('environment', () => {
  const complete = {
    JOB_TABLE_NAME: 'jobs',
    UPLOADS_BUCKET_NAME: 'uploads',
    RESULTS_BUCKET_NAME: 'results',
    JOB_QUEUE_URL: 'http://queue',
    PIPELINE_VERSION: 'code bundled swift-f0',
  };

  it('falls back to the default limits', () => {
    expect(parseEnv(functionEnvSchema, complete)).toMatchObject({
      MAX_UPLOAD_BYTES: defaultLimits.maxUploadBytes,
      MAX_QUEUED_JOBS: defaultLimits.maxQueuedJobs,
      S3_FORCE_PATH_STYLE: false,
    });
  });

  it('reads counts and flags', () => {
    const read = (change: Record<string, string>) =>
      parseEnv(functionEnvSchema, { ...complete, ...change });
    expect(read({ MAX_QUEUED_JOBS: '7' }).MAX_QUEUED_JOBS).toBe(7);
    expect(read({ S3_FORCE_PATH_STYLE: 'true' }).S3_FORCE_PATH_STYLE).toBe(true);
    expect(read({ S3_FORCE_PATH_STYLE: 'false' }).S3_FORCE_PATH_STYLE).toBe(false);
    for (const count of ['0', '-1', '1.5'])
      expect(() => read({ MAX_QUEUED_JOBS: count })).toThrow();
  });

  it('gives a worker a lease of a minute and an hour for a song', () => {
    expect(parseEnv(workerEnvSchema, complete)).toMatchObject({
      LEASE_SECONDS: 60,
      JOB_TIMEOUT_SECONDS: 3600,
      PROBE_PAUSE_SECONDS: 5,
      PITCH_METHOD: 'swift-f0',
      LOG_LEVEL: 'info',
    });
  });

  it('names each missing or invalid variable', () => {
    const parse = () =>
      parseEnv(functionEnvSchema, { ...complete, JOB_TABLE_NAME: '', MAX_QUEUED_JOBS: 'many' });
    expect(parse).toThrow(/JOB_TABLE_NAME[\s\S]*MAX_QUEUED_JOBS/);
  });
});
