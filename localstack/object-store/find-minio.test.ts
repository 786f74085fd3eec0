import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findMinio } from './find-minio.ts';

let folder = '';
const cache = () => join(folder, 'cache');

async function addProgram(...path: readonly string[]): Promise<string> {
  await mkdir(join(folder, ...path.slice(0, -1)), { recursive: true });
  const program = join(folder, ...path);
  await writeFile(program, '#!/bin/sh\n');
  await chmod(program, 0o755);
  return program;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'my-pitch-minio-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('is the named program, else the one on PATH, else the one that was built', async () => {
  const PATH = [join(folder, 'empty'), join(folder, 'bin')].join(delimiter);
  expect(await findMinio({ PATH }, cache())).toBeUndefined();
  const built = await addProgram('cache', 'minio');
  expect(await findMinio({ PATH }, cache())).toBe(built);
  const onPath = await addProgram('bin', 'minio');
  expect(await findMinio({ PATH }, cache())).toBe(onPath);
  const named = await addProgram('other', 'minio-of-mine');
  expect(await findMinio({ PATH, MINIO_BINARY: named }, cache())).toBe(named);
});

it('is not a file that cannot be run', async () => {
  await mkdir(join(folder, 'text'), { recursive: true });
  await writeFile(join(folder, 'text', 'minio'), 'no program', { mode: 0o600 });
  const PATH = join(folder, 'text');
  expect(await findMinio({ PATH }, join(folder, 'nothing'))).toBeUndefined();
  const MINIO_BINARY = join(folder, 'text', 'minio');
  await expect(findMinio({ PATH, MINIO_BINARY }, cache())).rejects.toThrow(/MINIO_BINARY/);
});
