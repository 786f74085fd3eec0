import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../audio/audio-fixtures.ts';
import { makeInstanceFolder } from '../instance/instance-folder.ts';
import { aliveFile, complaintAbout, signalAlive } from './liveness.ts';

const later = (minutes: number) => Date.now() + minutes * 60_000;

/** What the container's health check says, in a process of its own. */
function healthCheck(workDir: string) {
  const program = join(import.meta.dirname, 'health-check.ts');
  const env = { ...process.env, WORK_DIR: workDir };
  const { status, stderr } = spawnSync(process.execPath, [program], { env, encoding: 'utf8' });
  return { status, stderr };
}

it('knows a living worker from one that is silent or never was', async () => {
  const parent = await temporaryFolder();
  expect(await complaintAbout(parent, Date.now())).toContain('No worker');
  const { path } = makeInstanceFolder(parent, 'worker');
  expect(await complaintAbout(parent, Date.now())).toContain('No worker');
  await signalAlive(aliveFile(path), {});
  expect(await complaintAbout(parent, Date.now())).toBeUndefined();
  expect(await complaintAbout(parent, later(3))).toContain('Silent for');
});

it('two workers of one parent are well when both are', async () => {
  const parent = await temporaryFolder();
  const files = [1, 2].map(() => aliveFile(makeInstanceFolder(parent, 'worker').path));
  for (const file of files) await signalAlive(file, {});
  expect(await complaintAbout(parent, Date.now())).toBeUndefined();
  await signalAlive(files[1]!, { sickness: 'disk-full: no space' });
  expect(await complaintAbout(parent, Date.now())).toBe('disk-full: no space');
  await signalAlive(files[1]!, {});
  expect(await complaintAbout(parent, Date.now())).toBeUndefined();
});

it.skipIf(process.getuid?.() !== 0)('two users can have a worker each in one folder', async () => {
  const parent = await temporaryFolder();
  chmodSync(parent, 0o1777);
  const modules = ['../instance/instance-folder.ts', 'liveness.ts'].map((name) =>
    JSON.stringify(join(import.meta.dirname, name)),
  );
  // As another user, once what it needs is loaded: our own files need not be readable to others.
  const program = `
    const { makeInstanceFolder } = await import(${modules[0]});
    const { aliveFile, complaintAbout, signalAlive } = await import(${modules[1]});
    process.setgid(12345);
    process.setuid(12345);
    const { path } = makeInstanceFolder(${JSON.stringify(parent)}, 'worker');
    await signalAlive(aliveFile(path), { sickness: 'mine alone' });
    console.log(await complaintAbout(${JSON.stringify(parent)}, Date.now()));`;
  await signalAlive(aliveFile(makeInstanceFolder(parent, 'worker').path), {});
  const other = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  expect(other).toMatchObject({ status: 0, stdout: 'mine alone\n' });
  expect(await complaintAbout(parent, Date.now())).toBeUndefined();
});

it('takes a song on the command line for no worker', async () => {
  const parent = await temporaryFolder();
  await signalAlive(aliveFile(makeInstanceFolder(parent, 'worker').path), {});
  makeInstanceFolder(parent, 'song');
  expect(await complaintAbout(parent, Date.now())).toBeUndefined();
});

it('never makes the file longer, however much there is to say', async () => {
  const file = aliveFile(makeInstanceFolder(await temporaryFolder(), 'worker').path);
  await signalAlive(file, {});
  const { length } = readFileSync(file);
  await signalAlive(file, { sickness: '디스크'.repeat(1000) });
  expect(readFileSync(file)).toHaveLength(length);
  expect(JSON.parse(readFileSync(file, 'utf8')).sickness).toContain('디스크');
  await signalAlive(file, { sickness: '\u001b\n"'.repeat(1000) });
  expect(JSON.parse(readFileSync(file, 'utf8')).sickness).toContain('"');
});

it('the health check finds the worker by its parent folder, and says why it is not well', async () => {
  const parent = await temporaryFolder();
  expect(healthCheck(parent)).toMatchObject({ status: 1 });
  const file = aliveFile(makeInstanceFolder(parent, 'worker').path);
  await signalAlive(file, {});
  expect(healthCheck(parent)).toEqual({ status: 0, stderr: '' });
  await signalAlive(file, { sickness: 'network: the queue does not answer' });
  expect(healthCheck(parent)).toEqual({
    status: 1,
    stderr: 'network: the queue does not answer\n',
  });
  await signalAlive(file, {});
  utimesSync(file, 0, 0);
  expect(healthCheck(parent)).toMatchObject({ status: 1 });
});
