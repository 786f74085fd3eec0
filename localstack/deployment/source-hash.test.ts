import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashSources } from './source-hash.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'my-pitch-hash-'));
  await mkdir(join(root, 'app', 'out'), { recursive: true });
  await writeFile(join(root, 'app', 'page.ts'), 'one');
  await writeFile(join(root, 'lock.json'), '{}');
});
afterEach(() => rm(root, { recursive: true }));

const hash = (...more: string[]) => hashSources(root, ['app', 'lock.json'], more);

it('changes with contents, names and parameters only', async () => {
  const before = await hash();
  expect(await hash()).toBe(before);
  expect(await hash('port 3000')).not.toBe(before);
  await writeFile(join(root, 'app', 'page.test.ts'), 'a test');
  await writeFile(join(root, 'app', 'out', 'page.js'), 'built');
  expect(await hash()).toBe(before);
  await writeFile(join(root, 'app', 'page.ts'), 'two');
  const changed = await hash();
  expect(changed).not.toBe(before);
  await writeFile(join(root, 'app', 'new.ts'), '');
  expect(await hash()).not.toBe(changed);
});
