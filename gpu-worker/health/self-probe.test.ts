import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MachineFailure } from '@my-pitch/shared/errors';
import { afterEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';
import { probeSelf, type SelfProbeParts } from './self-probe.ts';

afterEach(() => vi.unstubAllEnvs());

async function probe(overrides: Partial<SelfProbeParts> = {}) {
  const workDir = await temporaryFolder();
  const failure = await probeSelf({
    workDir,
    queue: { check: async () => {} },
    table: { read: async () => undefined },
    files: { check: async () => {} },
    separator: { check: async () => {} },
    ...overrides,
  });
  return { failure, left: readdirSync(workDir) };
}

it('finds no fault on a healthy machine and leaves no file behind', async () => {
  expect(await probe()).toEqual({ failure: undefined, left: [] });
});

it.each([
  ['queue', { queue: { check: () => Promise.reject(new Error('?')) } }, 'network', 'the queue'],
  ['table', { table: { read: () => Promise.reject(new Error('?')) } }, 'network', 'the table'],
  ['bucket', { files: { check: () => Promise.reject(new Error('?')) } }, 'network', 'the buckets'],
  ['model', { separator: { check: () => Promise.reject(new Error('?')) } }, 'model', 'the model'],
])('names the %s that does not answer', async (_, overrides, fault, name) => {
  const { failure } = await probe(overrides);
  expect(failure).toMatchObject({ fault });
  expect(failure?.message).toContain(name);
});

it('reports the fault that the error shows', async () => {
  const refused = new MachineFailure('permission', 'AccessDenied');
  const { failure } = await probe({ queue: { check: () => Promise.reject(refused) } });
  expect(failure).toMatchObject({ fault: 'permission', cause: refused });
});

it('reports a missing work folder', async () => {
  const { failure } = await probe({ workDir: join(await temporaryFolder(), 'gone') });
  expect(failure?.message).toContain('the work folder');
});

it('reports a missing ffmpeg', async () => {
  vi.stubEnv('PATH', '/nowhere');
  expect((await probe()).failure).toMatchObject({ fault: 'tool-missing' });
});

it('abandons a check that does not answer', async () => {
  const { failure } = await probe({
    table: { read: () => new Promise(() => {}) },
    timeoutMs: 3000,
  });
  expect(failure?.message).toContain('the table: No answer within 3 s');
});
