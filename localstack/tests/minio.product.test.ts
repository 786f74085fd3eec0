import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetBucketLifecycleConfigurationCommand,
  GetObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { objectStoreClientConfig, objectStoreOf } from '@my-pitch/shared/aws/object-store';
import { objectStoreEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { artifactKey, uploadKey } from '@my-pitch/shared/keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import { findFreePort } from '../ports.ts';
import { tune } from '../testing/melody.ts';
import { minioForTests } from '../testing/minio-for-tests.ts';
import { Product } from '../testing/product.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';
import type { CreatedJob } from '../testing/web-client.ts';

// The rules of S3 that the AWS emulator does not have: signatures, form policies, CORS.

/** Deploying and building the pages takes minutes on a busy machine. */
const startsWithinSeconds = 600;
/** A song of its own for each test: one that was sent before would be completed without a worker. */
const songFrom = (note: number) => ({
  bytes: synthesiseVoice(tune.slice(note, note + 5)),
  content: 'voice' as const,
});
const voice = songFrom(0);
const binary = await minioForTests();

describe.skipIf(binary === undefined)('npm start --storage minio', () => {
  let stateDir = '';
  let product: Product;
  let client: StackClient;
  let s3: S3Client;
  let endpoint = '';
  /** A finished song. */
  let song: CreatedJob;

  async function open(): Promise<void> {
    product.launch();
    await product.ready(startsWithinSeconds);
    const stack = await product.readContext();
    client = new StackClient(stack);
    const store = objectStoreOf(parseEnv(objectStoreEnvSchema, stack.workerEnv));
    s3 = new S3Client(objectStoreClientConfig(store));
    endpoint = store?.endpoint ?? '';
  }

  beforeAll(
    async () => {
      stateDir = await mkdtemp(join(tmpdir(), 'my-pitch-minio-'));
      const [webPort, awsPort] = [await findFreePort(), await findFreePort()];
      const minioPort = await findFreePort();
      const env = { MINIO_BINARY: binary ?? '' };
      product = new Product({ stateDir, webPort, awsPort, minioPort, env });
      await open();
      song = await client.submit(voice);
      await client.waitForStatus(song.jobId, 'completed');
    },
    1.5 * startsWithinSeconds * 1000,
  );
  afterAll(async () => {
    product.killAll();
    await product.gone();
    await rm(stateDir, { recursive: true, force: true });
  });

  /** Posts a song with a changed form. @returns the status. */
  async function postChanged(
    changes: Readonly<Record<string, string>>,
    bytes: Uint8Array = voice.bytes,
  ): Promise<number> {
    const job = await client.create(voice, (fields) => Object.assign(fields, changes));
    const status = await job.upload(bytes);
    expect(await client.objectKeys(job.jobId)).toEqual([]);
    return status;
  }

  it('stores the songs in its own buckets', async () => {
    const keys = await client.objectKeys(song.jobId);
    expect(keys).toContain(uploadKey(song.jobId));
    expect(keys).toContain(artifactKey(song.jobId, 'score.musicxml'));
    const folders = ['original-tracks', 'separated-tracks'].map((bucket) =>
      existsSync(join(stateDir, `minio-${new URL(endpoint).port}`, 'data', bucket)),
    );
    expect(folders).toEqual([true, true]);
  });

  it('expires uploads after a day and results after a week', async () => {
    const daysOf = async (Bucket: string) => {
      const command = new GetBucketLifecycleConfigurationCommand({ Bucket });
      const { Rules = [] } = await s3.send(command);
      return Rules.map(({ Status, Expiration }) => [Status, Expiration?.Days]);
    };
    expect(await daysOf('original-tracks')).toEqual([['Enabled', 1]]);
    expect(await daysOf('separated-tracks')).toEqual([['Enabled', 7]]);
  });

  describe('an upload form', () => {
    it.each([
      ['another key', { key: 'uploads/mine' }],
      ['another content type', { 'Content-Type': 'text/html' }],
      ['another signature', { 'X-Amz-Signature': '0'.repeat(64) }],
      ['no policy', { Policy: '' }],
      ['an extra field', { acl: 'public-read' }],
    ])('with %s is refused', async (_, fields) => {
      expect(await postChanged(fields)).toBeGreaterThanOrEqual(400);
    });

    it('with an empty file is refused', async () => {
      expect(await postChanged({}, new Uint8Array())).toBe(400);
    });

    it('with a file one byte larger than declared is refused', async () => {
      expect(await postChanged({}, Uint8Array.from([...voice.bytes, 0]))).toBe(400);
    });

    it('takes only the file whose hash was declared', async () => {
      const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
      const other = Uint8Array.from(voice.bytes).fill(1, 100, 200);
      const right = await client.create({ ...voice, contentSha256: hash(voice.bytes) });
      expect(await right.upload(voice.bytes)).toBe(204);
      const wrong = await client.create({ ...voice, contentSha256: hash(voice.bytes) });
      expect(await wrong.upload(other)).toBeGreaterThanOrEqual(400);
    });

    it('that has expired is refused', async () => {
      const post = async (Expires: number, waitMs: number) => {
        const { url, fields } = await createPresignedPost(s3, {
          ...{ Bucket: 'original-tracks', Key: 'uploads/no-job/source', Expires },
        });
        await sleep(waitMs);
        const form = new FormData();
        for (const [name, value] of Object.entries(fields)) form.append(name, value);
        form.append('file', new Blob([Uint8Array.from(voice.bytes)]));
        return (await fetch(url, { method: 'POST', body: form })).status;
      };
      expect(await post(600, 0)).toBe(204);
      expect(await post(1, 2500)).toBe(403);
    });

    it('that is posted twice leads to one attempt', async () => {
      const twice = songFrom(4);
      const job = await client.create(twice);
      expect(await job.upload(twice.bytes)).toBe(204);
      expect(await job.upload(twice.bytes)).toBeLessThan(500);
      await client.waitForStatus(job.jobId, 'completed');
      await client.waitForEmptyQueue();
      expect(await client.attempt(job.jobId)).toBe(1);
    });
  });

  describe('a link', () => {
    const linkOf = async () => {
      const { links } = await client.waitForStatus(song.jobId, 'completed');
      return new URL(links['vocals.m4a'] ?? '');
    };

    it('gives parts of a file, as a player needs them', async () => {
      const answer = await fetch(await linkOf(), { headers: { range: 'bytes=4-7' } });
      expect(answer.status).toBe(206);
      expect(answer.headers.get('content-range')).toMatch(/^bytes 4-7\/\d{4,}$/);
      expect(await answer.text()).toBe('ftyp');
    });

    it('is refused without its signature, for another file, and for another method', async () => {
      const link = await linkOf();
      const unsigned = new URL(link.pathname, link);
      const other = new URL(link);
      other.pathname = other.pathname.replace('vocals.m4a', 'score.json');
      expect((await fetch(unsigned)).status).toBe(403);
      expect((await fetch(other)).status).toBe(403);
      expect((await fetch(link, { method: 'PUT', body: 'mine' })).status).toBe(403);
      expect((await fetch(link)).status).toBe(200);
    });

    it('that has expired is refused', async () => {
      const Key = artifactKey(song.jobId, 'score.json');
      const command = new GetObjectCommand({ Bucket: 'separated-tracks', Key });
      const link = await getSignedUrl(s3, command, { expiresIn: 1 });
      expect((await fetch(link)).status).toBe(200);
      await sleep(2500);
      expect((await fetch(link)).status).toBe(403);
    });
  });

  it.each(['original-tracks', 'separated-tracks'])(
    'nobody can list or change the bucket %s without a signature',
    async (bucket) => {
      const url = `${endpoint}/${bucket}`;
      expect((await fetch(`${url}?list-type=2`)).status).toBe(403);
      const key = uploadKey(song.jobId);
      expect((await fetch(`${url}/${key}`)).status).toBe(403);
      expect((await fetch(`${url}/${key}`, { method: 'PUT', body: 'x' })).status).toBe(403);
      expect((await fetch(`${url}/${key}`, { method: 'DELETE' })).status).toBe(403);
    },
  );

  it.each([
    ['our pages is allowed', '', true],
    ['another origin is not', 'https://foreign.example', false],
  ])('a browser on %s', async (_, foreign, isAllowed) => {
    const origin = isAllowed ? product.webUrl : foreign;
    const allowed = isAllowed ? origin : null;
    const preflight = await fetch(`${endpoint}/original-tracks`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed);
    const { links } = await client.waitForStatus(song.jobId, 'completed');
    const answer = await fetch(links['score.json'] ?? '', { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
  });

  it('keeps its songs over a restart, and goes on with one that waits', async () => {
    const next = songFrom(8);
    const waiting = await client.create(next);
    await product.stop();
    await open();
    const { links } = await client.waitForStatus(song.jobId, 'completed');
    expect((await fetch(links['score.json'] ?? '')).status).toBe(200);
    expect(await waiting.upload(next.bytes)).toBe(204);
    await client.waitForStatus(waiting.jobId, 'completed');
  });

  it('leaves nothing of a deleted song in either bucket', async () => {
    expect(await client.objectKeys(song.jobId)).not.toEqual([]);
    expect(await client.cancel(song.jobId, song.ownerToken)).toBeLessThan(300);
    await expect.poll(() => client.objectKeys(song.jobId), { timeout: 20_000 }).toEqual([]);
  });

  it('ends when MinIO ends, and says why', async () => {
    process.kill(product.pidOf(/minio server/), 'SIGKILL');
    await product.gone();
    expect(product.output).toContain('MinIO ended unexpectedly');
  });

  it('is removed by npm run reset', () => {
    const env = { ...process.env, MY_PITCH_STATE_DIR: stateDir };
    execFileSync('npm', ['run', 'reset'], { cwd: repositoryRoot, env, stdio: 'ignore' });
    expect(existsSync(stateDir)).toBe(false);
  });
});

describe.skipIf(process.platform !== 'linux')('npm start --storage minio without a server', () => {
  it.each([
    [
      'a binary that does not exist',
      { MINIO_BINARY: '/no/minio' },
      /names no program: \/no\/minio/,
    ],
    [
      'a server that does not answer',
      {
        ...{ MINIO_ENDPOINT: 'http://127.0.0.1:9', MINIO_ACCESS_KEY: 'minio' },
        ...{ MINIO_SECRET_KEY: 'no-secret', MINIO_WEBHOOK_TOKEN: 'a-token-of-a-test' },
      },
      /No MinIO server answers at MINIO_ENDPOINT/,
    ],
    ['a server without credentials', { MINIO_ENDPOINT: 'http://127.0.0.1:9' }, /MINIO_ACCESS_KEY/],
  ] as const)('reports %s', async (_, env, message) => {
    const stateDir = await mkdtemp(join(tmpdir(), 'my-pitch-minio-'));
    const [webPort, awsPort] = [await findFreePort(), await findFreePort()];
    const minioPort = await findFreePort();
    const product = new Product({ stateDir, webPort, awsPort, minioPort, env });
    product.launch();
    await expect(product.ready()).rejects.toThrow(message);
    await product.gone();
    await rm(stateDir, { recursive: true, force: true });
  });
});
