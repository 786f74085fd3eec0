import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';
import { makeInstanceFolder } from '../instance/instance-folder.ts';
import { findUnhealthyReason, heartbeatFile, writeHeartbeat } from './heartbeat.ts';

const later = (minutes: number) => Date.now() + minutes * 60_000;

/** Runs the container's health check as a process. */
function healthCheck(workDir: string) {
  const program = join(import.meta.dirname, 'health-check.ts');
  const env = { ...process.env, WORK_DIR: workDir };
  const { status, stderr } = spawnSync(process.execPath, [program], { env, encoding: 'utf8' });
  return { status, stderr };
}

it('distinguishes a living worker from a silent one and from none', async () => {
  const parent = await temporaryFolder();
  expect(await findUnhealthyReason(parent, Date.now())).toContain('No worker');
  const { path } = makeInstanceFolder(parent, 'worker');
  expect(await findUnhealthyReason(parent, Date.now())).toContain('No worker');
  await writeHeartbeat(heartbeatFile(path), {});
  expect(await findUnhealthyReason(parent, Date.now())).toBeUndefined();
  expect(await findUnhealthyReason(parent, later(3))).toContain('Silent for');
});

it('calls a worker silent two minutes after its last heartbeat', async () => {
  const parent = await temporaryFolder();
  const file = heartbeatFile(makeInstanceFolder(parent, 'worker').path);
  await writeHeartbeat(file, {});
  const lastMs = Date.UTC(2026, 0, 1);
  utimesSync(file, lastMs / 1000, lastMs / 1000);
  expect(await findUnhealthyReason(parent, lastMs + 119_999)).toBeUndefined();
  expect(await findUnhealthyReason(parent, lastMs + 120_000)).toBe('Silent for 120 s');
});

it('reports one unhealthy worker of two in one folder', async () => {
  const parent = await temporaryFolder();
  const files = [1, 2].map(() => heartbeatFile(makeInstanceFolder(parent, 'worker').path));
  for (const file of files) await writeHeartbeat(file, {});
  expect(await findUnhealthyReason(parent, Date.now())).toBeUndefined();
  await writeHeartbeat(files[1]!, { unhealthyReason: 'disk-full: no space' });
  expect(await findUnhealthyReason(parent, Date.now())).toBe('disk-full: no space');
  await writeHeartbeat(files[1]!, {});
  expect(await findUnhealthyReason(parent, Date.now())).toBeUndefined();
});

it.skipIf(process.getuid?.() !== 0)('two users can each have a worker in one folder', async () => {
  const parent = await temporaryFolder();
  chmodSync(parent, 0o1777);
  const modules = ['../instance/instance-folder.ts', 'heartbeat.ts'].map((name) =>
    JSON.stringify(join(import.meta.dirname, name)),
  );
  // Changes the user after loading its modules, which other users need not be able to read.
  const program = `
    const { makeInstanceFolder } = await import(${modules[0]});
    const { heartbeatFile, findUnhealthyReason, writeHeartbeat } = await import(${modules[1]});
    process.setgid(12345);
    process.setuid(12345);
    const { path } = makeInstanceFolder(${JSON.stringify(parent)}, 'worker');
    await writeHeartbeat(heartbeatFile(path), { unhealthyReason: 'of the other user' });
    console.log(await findUnhealthyReason(${JSON.stringify(parent)}, Date.now()));`;
  await writeHeartbeat(heartbeatFile(makeInstanceFolder(parent, 'worker').path), {});
  const other = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  expect(other).toMatchObject({ status: 0, stdout: 'of the other user\n' });
  expect(await findUnhealthyReason(parent, Date.now())).toBeUndefined();
});

it('does not count a song on the command line as a worker', async () => {
  const parent = await temporaryFolder();
  await writeHeartbeat(heartbeatFile(makeInstanceFolder(parent, 'worker').path), {});
  makeInstanceFolder(parent, 'song');
  expect(await findUnhealthyReason(parent, Date.now())).toBeUndefined();
});

it('never makes the file longer, even for a long reason', async () => {
  const file = heartbeatFile(makeInstanceFolder(await temporaryFolder(), 'worker').path);
  await writeHeartbeat(file, {});
  const { length } = readFileSync(file);
  await writeHeartbeat(file, { unhealthyReason: '디스크'.repeat(1000) });
  expect(readFileSync(file)).toHaveLength(length);
  expect(JSON.parse(readFileSync(file, 'utf8')).unhealthyReason).toContain('디스크');
  await writeHeartbeat(file, { unhealthyReason: '\u001b\n"'.repeat(1000) });
  expect(JSON.parse(readFileSync(file, 'utf8')).unhealthyReason).toContain('"');
});

it('the health check finds the worker under its parent folder, and prints why it is unhealthy', async () => {
  const parent = await temporaryFolder();
  expect(healthCheck(parent)).toMatchObject({ status: 1 });
  const file = heartbeatFile(makeInstanceFolder(parent, 'worker').path);
  await writeHeartbeat(file, {});
  expect(healthCheck(parent)).toEqual({ status: 0, stderr: '' });
  await writeHeartbeat(file, { unhealthyReason: 'network: the queue does not answer' });
  expect(healthCheck(parent)).toEqual({
    status: 1,
    stderr: 'network: the queue does not answer\n',
  });
  await writeHeartbeat(file, {});
  utimesSync(file, 0, 0);
  expect(healthCheck(parent)).toMatchObject({ status: 1 });
});
