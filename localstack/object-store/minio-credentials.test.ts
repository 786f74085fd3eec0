import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readMinioCredentials } from './minio-credentials.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'my-pitch-minio-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('are random, stay the same, and are readable by their owner only', async () => {
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  const first = await readMinioCredentials(one);
  expect(await readMinioCredentials(one)).toEqual(first);
  const { secretAccessKey, webhookToken } = await readMinioCredentials(other);
  expect(secretAccessKey).not.toBe(first.secretAccessKey);
  expect(webhookToken).not.toBe(first.webhookToken);
  expect((await stat(join(one, 'credentials.json'))).mode & 0o077).toBe(0);
  expect((await stat(one)).mode & 0o077).toBe(0);
});
