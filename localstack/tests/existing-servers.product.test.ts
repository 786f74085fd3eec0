import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uploadKey } from '@my-pitch/shared/keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webhookName } from '../object-store/minio-server.ts';
import { venvBinary } from '../paths.ts';
import { findFreePort } from '../ports.ts';
import { ProcessGroup } from '../processes/process-group.ts';
import { minioForTests } from '../testing/minio-for-tests.ts';
import { Product } from '../testing/product.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';

// `npm start` with servers that were started by hand: MiniStack without our launcher, and MinIO.

const voice = { bytes: synthesiseVoice(), content: 'voice' as const };
const binary = await minioForTests();
const startsWithinSeconds = 600;
const secretKey = 'a-secret-of-this-test';
const webhookToken = 'a-webhook-token-of-this-test';

let folder = '';
const servers: ProcessGroup[] = [];

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function startServer(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  healthUrl: string,
): Promise<void> {
  const logPath = join(folder, 'servers.log');
  servers.push(new ProcessGroup(program, args, { env: { ...process.env, ...env }, logPath }));
  const deadline = Date.now() + 60_000;
  while (!(await answers(healthUrl))) {
    if (Date.now() > deadline) throw new Error(`${healthUrl} does not answer; see ${logPath}`);
    await sleep(200);
  }
}

/** @returns the health address. */
async function startMinistackByHand(port: number): Promise<string> {
  const health = `http://127.0.0.1:${port}/_ministack/health`;
  const temporary = join(folder, 'ministack');
  await mkdir(temporary);
  const env = { BIND_HOST: '127.0.0.1', GATEWAY_PORT: String(port), TMPDIR: temporary };
  const unused = { IOT_MTLS_ENABLED: '0', SFTP_ENABLED: '0' };
  await startServer(venvBinary('ministack'), [], { ...env, ...unused }, health);
  return health;
}

/** @returns the health address. */
async function startMinioByHand(
  program: string,
  port: number,
  webhookPort: number,
): Promise<string> {
  const health = `http://127.0.0.1:${port}/minio/health/ready`;
  const variable = (name: string) => `MINIO_NOTIFY_WEBHOOK_${name}_${webhookName}`;
  const env = {
    ...{ MINIO_ROOT_USER: 'by-hand', MINIO_ROOT_PASSWORD: secretKey, MINIO_UPDATE: 'off' },
    [variable('ENABLE')]: 'on',
    [variable('ENDPOINT')]: `http://127.0.0.1:${webhookPort}/upload-events`,
    [variable('AUTH_TOKEN')]: `Bearer ${webhookToken}`,
    [variable('QUEUE_DIR')]: join(folder, 'events'),
  };
  const args = ['server', join(folder, 'objects'), '--address', `127.0.0.1:${port}`];
  await startServer(program, args, env, health);
  return health;
}

describe.skipIf(process.platform !== 'linux')('npm start with servers that run already', () => {
  let product: Product;
  let healthUrls: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'my-pitch-existing-'));
    const [cloudPort, webPort] = [await findFreePort(), await findFreePort()];
    const [awsPort, minioPort, webhookPort] = [
      ...[await findFreePort(), await findFreePort(), await findFreePort()],
    ] as const;
    healthUrls = [await startMinistackByHand(cloudPort)];
    const options = {
      ...{ stateDir: join(folder, 'state'), webPort, awsPort },
      awsEndpoint: `127.0.0.1:${cloudPort}`,
    };
    if (binary === undefined) {
      product = new Product(options);
      return;
    }
    healthUrls.push(await startMinioByHand(binary, minioPort, webhookPort));
    const env = {
      ...{ MINIO_ENDPOINT: `http://127.0.0.1:${minioPort}`, MINIO_ACCESS_KEY: 'by-hand' },
      ...{ MINIO_SECRET_KEY: secretKey, MINIO_WEBHOOK_TOKEN: webhookToken },
      MINIO_WEBHOOK_PORT: String(webhookPort),
    };
    product = new Product({ ...options, minioPort, env });
  });
  afterAll(async () => {
    product.killAll();
    await product.gone();
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(): Promise<StackClient> {
    product.launch();
    await product.ready(startsWithinSeconds);
    return new StackClient(await product.readContext());
  }

  it(
    'deploys into them, makes a score, and leaves them and the songs as they are',
    async () => {
      const client = await open();
      const { jobId } = await client.submit(voice);
      await client.waitForStatus(jobId, 'completed');
      expect(await client.objectKeys(jobId)).toContain(uploadKey(jobId));
      await product.stop();
      expect(await Promise.all(healthUrls.map(answers))).toEqual(healthUrls.map(() => true));
      const again = await open();
      const { links } = await again.waitForStatus(jobId, 'completed');
      expect((await fetch(links['score.json'] ?? '')).status).toBe(200);
      await product.stop();
    },
    3 * startsWithinSeconds * 1000,
  );
});

it.skipIf(process.platform !== 'linux')(
  'an endpoint that does not answer is reported',
  async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'my-pitch-endpoint-'));
    const [webPort, awsPort, closed] = [
      ...[await findFreePort(), await findFreePort(), await findFreePort()],
    ] as const;
    const product = new Product({ stateDir, webPort, awsPort, awsEndpoint: `127.0.0.1:${closed}` });
    product.launch();
    await expect(product.ready()).rejects.toThrow(
      new RegExp(`No AWS emulator answers at http://127.0.0.1:${closed}`),
    );
    await product.gone();
    await rm(stateDir, { recursive: true, force: true });
  },
);
