import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { chown } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf, vitalityOf } from '@my-pitch/shared/node/process-identity';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';
import { makeInstanceFolder } from './instance-folder.ts';
import { sweepInstances } from './sweep-instances.ts';

const dayMs = 24 * 3_600_000;
const module = join(import.meta.dirname, 'instance-folder.ts');

/** Starts a process that makes an instance folder with a song in it. */
async function startInstance(parent: string): Promise<{ child: ChildProcess; path: string }> {
  const program = `
    const { makeInstanceFolder } = await import(${JSON.stringify(module)});
    const { writeFileSync } = await import('node:fs');
    const { path } = makeInstanceFolder(${JSON.stringify(parent)}, 'worker');
    writeFileSync(path + '/song', 'la la la');
    console.log(path);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [path] = await once(child.stdout, 'data');
  return { child, path: String(path).trim() };
}

/** Makes an instance folder of some age, with or without a lock. */
function oldInstance(
  parent: string,
  name: string,
  lock: object | undefined,
  ageMs: number,
): string {
  const path = join(parent, name);
  mkdirSync(path);
  const then = new Date(Date.now() - ageMs);
  if (lock) {
    writeFileSync(join(path, 'lock.json'), JSON.stringify(lock));
    utimesSync(join(path, 'lock.json'), then, then);
  }
  utimesSync(path, then, then);
  return path;
}

it('makes a folder that other users cannot open', async () => {
  const { path } = makeInstanceFolder(join(await temporaryFolder(), 'new'), 'song');
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

it('removes the folder of a killed process, and keeps that of a living one', async () => {
  const parent = await temporaryFolder();
  const [killed, living] = [await startInstance(parent), await startInstance(parent)];
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  expect(await sweepInstances(parent)).toEqual([killed.path]);
  expect(existsSync(killed.path)).toBe(false);
  expect(existsSync(join(living.path, 'song'))).toBe(true);
});

it('does not mistake a process with a reused id for the owner', async () => {
  const own = identityOf();
  expect(vitalityOf(own)).toBe('alive');
  if (own.started === undefined) return;
  const reused = { ...own, started: `${Number(own.started) - 1}` };
  expect(vitalityOf(reused)).toBe('dead');
});

it('keeps a living instance of any age', async () => {
  const parent = await temporaryFolder();
  oldInstance(parent, 'my-pitch-worker-aaaaaa', identityOf(), 9 * dayMs);
  expect(await sweepInstances(parent)).toEqual([]);
});

it.each([
  ['without a lock, as during its creation', undefined],
  ['of another machine or container', { ...identityOf(), place: 'elsewhere' }],
])('removes a folder %s only after a day', async (_name, lock) => {
  const parent = await temporaryFolder();
  oldInstance(parent, 'my-pitch-worker-young1', lock, 0.9 * dayMs);
  const old = oldInstance(parent, 'my-pitch-job-older1', lock, 1.1 * dayMs);
  expect(await sweepInstances(parent)).toEqual([old]);
});

it('removes only instances, and follows no link', async () => {
  const parent = await temporaryFolder();
  const precious = await temporaryFolder();
  writeFileSync(join(precious, 'lock.json'), JSON.stringify({ pid: 2 ** 22 + 1, place: 'here' }));
  symlinkSync(precious, join(parent, 'my-pitch-worker-linked'));
  for (const name of ['my-pitch-test-abcdef', 'my-pitch-stack-abcdef', 'songs', 'my-pitch-abc']) {
    oldInstance(parent, name, undefined, 30 * dayMs);
  }
  expect(await sweepInstances(parent)).toEqual([]);
  expect(existsSync(join(precious, 'lock.json'))).toBe(true);
});

it.skipIf(process.getuid?.() !== 0)('keeps the folders of another user', async () => {
  const parent = await temporaryFolder();
  chmodSync(parent, 0o777);
  const dead = { ...identityOf(), started: '1' };
  const others = oldInstance(parent, 'my-pitch-worker-others', dead, 30 * dayMs);
  await chown(others, 12345, 12345);
  expect(await sweepInstances(parent)).toEqual([]);
});
