import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runChaos } from '../chaos/chaos.ts';
import { findFreePort } from '../ports.ts';
import { Product } from '../testing/product.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';
import { WebClient } from '../testing/web-client.ts';

// Processes are found in /proc, which only Linux has.
describe.skipIf(process.platform !== 'linux')('after an unclean end', () => {
  let stateDir = '';
  let cloudDir = '';
  let product: Product;

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'my-pitch-unclean-'));
    const awsPort = await findFreePort();
    cloudDir = join(stateDir, `aws-${awsPort}`);
    product = new Product({ stateDir, webPort: await findFreePort(), awsPort });
  });
  afterAll(async () => {
    product.killAll();
    await product.gone();
    await rm(stateDir, { recursive: true, force: true });
  });

  it('keeps all songs when killed at four random moments', async () => {
    const report = await runChaos(product, { kills: 4, seed: 3 }, () => undefined);
    expect(report).toMatchObject({
      kills: { start: 1, upload: 1, work: 1, stop: 1 },
      broken: [],
      unfinished: [],
    });
    expect(report.finished).toBeGreaterThan(0);
  });

  /** Starts the product, finishes a song, stops, damages the state, starts again, and checks the song. */
  async function openAfter(damage: () => Promise<unknown>): Promise<void> {
    const client = new WebClient(product.webUrl);
    if (product.hasEnded) await product.start();
    const voice = { bytes: synthesiseVoice(), content: 'voice' as const };
    const { jobId } = await client.submit(voice);
    const before = await client.artifactHashes(jobId);
    // Changes are on disk within two seconds.
    await sleep(3000);
    await product.stop();
    await damage();
    await product.start();
    expect(await client.artifactHashes(jobId)).toEqual(before);
  }

  const generations = () => readdir(join(cloudDir, 'snapshots'));
  const newest = async () => {
    const numbers = (await generations()).map(Number);
    return join(cloudDir, 'snapshots', String(Math.max(...numbers)));
  };

  it('skips the newest generation if a file is cut off', async () => {
    await openAfter(async () => {
      const path = join(await newest(), 'dynamodb.json');
      // The song is also in an earlier generation; the last one was written by the graceful stop.
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.slice(0, text.length / 2));
    });
    expect(product.output).not.toContain('Redeployed');
  });

  it('redeploys and recovers the songs when no generation is intact', async () => {
    await openAfter(async () => {
      for (const number of await generations()) {
        await writeFile(join(cloudDir, 'snapshots', number, 'cloudformation.json'), 'garbage');
      }
    });
    expect(product.output).toContain('Redeployed');
  });

  it('deletes expired songs at each start', async () => {
    if (product.hasEnded) await product.start();
    const client = new StackClient(await product.readContext());
    const { jobId } = await client.create({ bytes: new Uint8Array(1), content: 'voice' });
    await client.pretendCompleted(jobId, Date.now() - 8 * 86_400_000);
    await product.stop();
    await product.start();
    expect(await new WebClient(product.webUrl).view(jobId)).toMatchObject({ status: 'expired' });
  });

  /** A second redeployment, a minute long: `npm run test:unclean-end` runs it. */
  const isFull = process.env.UNCLEAN_END === 'full';
  it.runIf(isFull)('redeploys when a part of the deployment is missing', async () => {
    await openAfter(async () => {
      const lambdas = join(cloudDir, 'snapshots');
      for (const number of await generations()) {
        const manifestPath = join(lambdas, number, 'manifest.json');
        const manifest: { sha256: Record<string, string> } = JSON.parse(
          await readFile(manifestPath, 'utf8'),
        );
        const { 'sqs.json': _, ...rest } = manifest.sha256;
        await writeFile(manifestPath, JSON.stringify({ sha256: rest }));
      }
    });
    expect(product.output).toContain('Redeployed');
  });
});
