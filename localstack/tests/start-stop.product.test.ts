import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from '@my-pitch/shared/node/process-identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../ports.ts';
import { Product } from '../testing/product.ts';

// Processes are found in /proc, which only Linux has.
describe.skipIf(process.platform !== 'linux')('npm start', () => {
  let stateDir = '';
  let product: Product;
  let webPort = 0;

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'my-pitch-start-'));
    webPort = await findFreePort();
    product = new Product({ stateDir, webPort, awsPort: await findFreePort() });
    await product.start();
  });
  afterAll(async () => {
    product.killAll();
    await product.gone();
    await rm(stateDir, { recursive: true, force: true });
  });

  it('serves the pages and the API', async () => {
    expect((await fetch(product.webUrl)).status).toBe(200);
    expect((await fetch(`${product.webUrl}/api/limits`)).status).toBe(200);
  });

  it('warns about running as root', () => {
    expect(/Warning: this runs as root/.test(product.output)).toBe(process.getuid?.() === 0);
  });

  it('refuses to start twice from one folder', async () => {
    const second = new Product({ stateDir, webPort, awsPort: await findFreePort() });
    second.launch();
    await expect(second.ready()).rejects.toThrow(/My Pitch is running from this folder/);
  });

  it.each([
    ['SIGTERM', 'npm', () => product.npmPid],
    ['SIGKILL', 'npm', () => product.npmPid],
    ['SIGINT', 'npm', () => product.npmPid],
    ['SIGINT', 'the set-up', () => product.pidOf(/^node localstack\/run\.mjs/)],
    ['SIGINT', 'the start', () => product.pidOf(/localstack\/start\.ts/)],
    ['SIGINT', 'MiniStack', () => product.pidOf(/cloud\/launch\.py/)],
    ['SIGKILL', 'MiniStack', () => product.pidOf(/cloud\/launch\.py/)],
    ['SIGKILL', 'the start', () => product.pidOf(/localstack\/start\.ts/)],
  ] as const)('%s to %s ends everything', async (signal, _, find) => {
    if (product.hasEnded) await product.start();
    process.kill(find(), signal);
    await product.gone();
  });

  it('ends the processes of an earlier start that was killed together with its orphan reaper', async () => {
    await product.start();
    const [start, reaper] = [
      product.pidOf(/localstack\/start\.ts/),
      product.pidOf(/orphan-reaper\.ts/),
    ];
    const ministack = product.pidOf(/cloud\/launch\.py/);
    process.kill(reaper, 'SIGKILL');
    process.kill(start, 'SIGKILL');
    await expect.poll(() => product.hasEnded).toBe(true);
    expect([...product.processes().keys()]).toContain(ministack);
    await product.start();
    expect(product.output).toContain(`Ending process ${ministack}`);
    expect([...product.processes().keys()]).not.toContain(ministack);
    await product.stop();
  });

  it('ignores a stale record whose pid belongs to another program', async () => {
    const stranger = { ...identityOf(), started: 'on an earlier day' };
    const record = JSON.stringify({ start: stranger, children: [stranger] });
    await writeFile(join(stateDir, 'running.json'), record);
    await product.start();
    await product.stop();
  });

  it('reports a port that another program uses, even if only under IPv6', async ({ skip }) => {
    const stranger = createServer();
    const isListening = await new Promise<boolean>((resolve) => {
      stranger.once('error', () => resolve(false));
      stranger.listen(webPort, '::1', () => resolve(true));
    });
    if (!isListening) return skip('this machine has no IPv6');
    product.launch();
    await expect(product.ready()).rejects.toThrow(new RegExp(`Port ${webPort} is busy`));
    stranger.close();
    await product.gone();
  });
});
