import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { attachCloud, foreignAccess } from './cloud/attach-cloud.ts';
import { awsClientConfig, type CloudAccess, createCloudAccess } from './cloud/cloud-access.ts';
import { type DeployIntoOptions, openCloud } from './cloud/open-cloud.ts';
import type { LocalDeployment } from './deployment/deploy.ts';
import type { Deployment } from './deployment/deployment.ts';
import { serveMetricsAt } from './monitoring/metrics-target.ts';
import { type OpenObjectStore, openObjectStore } from './object-store/open-object-store.ts';
import { assertPortFree } from './ports.ts';
import { markRunning, type RunningMark } from './processes/running.ts';
import { type Supervisor, supervise } from './processes/supervise.ts';
import { readSettings, type Settings } from './settings.ts';
import { step } from './step.ts';
import { buildWeb } from './web/build-web.ts';
import { startWebServer, webOriginsOf } from './web/web-server.ts';
import { startWorker } from './worker.ts';

/** Stands for a process that does not belong to this start. */
const never = new Promise<never>(() => undefined);

type Stop = () => Promise<unknown>;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.on(signal, () => stopping.abort());
}
/** What to stop, in the order of starting. */
const stops: { readonly title: string; readonly stop: Stop }[] = [];

try {
  await start(readSettings(process.argv.slice(2), process.env));
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
await stopAll();
// The open channel to the parent would keep this process alive.
if (process.connected) process.disconnect();

async function start(settings: Settings): Promise<void> {
  const { webPort, stateDir } = settings;
  warnRoot();
  const running = await markRunning();
  stops.push({ title: 'this folder', stop: async () => running.remove() });
  await assertPortFree(webPort, '--port', 'MY_PITCH_PORT');
  await mkdir(stateDir, { recursive: true, mode: 0o700 });

  const objectStore = settings.storage === 'minio' ? await openMinio(settings, running) : undefined;
  const { access, deployment, ended } = await openEmulator(settings, running, objectStore);
  await writeCredentials(deployment, stateDir);
  await started('the pages built', buildWeb);
  const storageUrl = objectStore?.store.publicEndpoint;
  const web = await started(`the pages served on port ${webPort}`, () =>
    startWebServer({ port: webPort, access, ...deployment, storageUrl }),
  );
  stops.push({ title: 'the pages', stop: () => web.close() });
  await openWorker(settings, running, deployment);

  console.log(`\nMy Pitch is at ${web.url}   (Ctrl-C stops it)\n`);
  await Promise.race([
    new Promise((resolve) => stopping.signal.addEventListener('abort', resolve)),
    ended.then(() => {
      throw new Error(`MiniStack ended unexpectedly; see ${join(stateDir, 'ministack.log')}`);
    }),
    objectStore?.ended.then(() => {
      throw new Error(`MinIO ended unexpectedly; see ${join(settings.minioDir, 'minio.log')}`);
    }) ?? never,
  ]);
}

/** Opens MinIO with its buckets. */
async function openMinio(settings: Settings, running: RunningMark): Promise<OpenObjectStore> {
  const { minioPort: port, minioDir: folder, webPort } = settings;
  if (process.env.MINIO_ENDPOINT === undefined) {
    await assertPortFree(port, '--minio-port', 'MY_PITCH_MINIO_PORT');
  }
  const objectStore = await started('MinIO with its buckets', () =>
    openObjectStore({
      ...{ port, folder, webOrigins: webOriginsOf(webPort), env: process.env },
      onStarted: ({ pid }) => running.noteChild(pid),
    }),
  );
  stops.push({ title: 'MinIO', stop: () => objectStore.close() });
  return objectStore;
}

interface Emulator {
  readonly access: CloudAccess;
  readonly deployment: LocalDeployment;
  /** Resolves if a MiniStack that was started here ends. */
  readonly ended: Promise<unknown>;
}

/** Starts MiniStack, or uses the endpoint in the settings, and deploys the stack. */
async function openEmulator(
  { awsPort, awsEndpoint, stateDir, webPort }: Settings,
  running: RunningMark,
  objectStore: OpenObjectStore | undefined,
): Promise<Emulator> {
  const access = awsEndpoint ? foreignAccess(awsEndpoint) : createCloudAccess(awsPort);
  const { uploads, results } = objectStore?.buckets ?? {};
  const names = uploads && results && { uploadsBucketName: uploads, resultsBucketName: results };
  const options: DeployIntoOptions = {
    ...{ access, stateDir, webOrigins: webOriginsOf(webPort), context: { ...names } },
    objectStore: objectStore?.store,
    onDeployed: ({ outputs }) =>
      objectStore?.forwardTo({
        sqs: new SQSClient(awsClientConfig(access)),
        queueUrl: outputs.UploadEventQueueUrl,
      }),
  };
  if (awsEndpoint) return { access, deployment: await attachCloud(options), ended: never };
  await assertPortFree(awsPort, '--aws-port', 'MY_PITCH_AWS_PORT');
  const { ministack, deployment } = await openCloud({
    ...options,
    onStarted: ({ pid }) => running.noteChild(pid),
    signal: stopping.signal,
  });
  stops.push({ title: 'MiniStack', stop: () => ministack.stop() });
  return { access, deployment, ended: ministack.ended };
}

async function openWorker(
  { stateDir }: Settings,
  running: RunningMark,
  { workerEnv }: Deployment,
): Promise<void> {
  const logPath = join(stateDir, 'worker.log');
  const workDir = join(stateDir, 'work');
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  const metrics = await serveMetricsAt(stateDir);
  const worker = await started(
    `a worker, its log in ${logPath}, its metrics at ${metrics.url}`,
    async () => keepWorking({ ...workerEnv, WORK_DIR: workDir, ...metrics.env }, logPath, running),
  );
  stops.push({ title: 'the worker', stop: () => worker.stop() });
}

async function started<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  stopping.signal.throwIfAborted();
  return step(title, work);
}

function keepWorking(
  workerEnv: Readonly<Record<string, string>>,
  logPath: string,
  running: RunningMark,
): Supervisor {
  return supervise(
    () => {
      const worker = startWorker(workerEnv, logPath);
      running.noteChild(worker.pid);
      return worker;
    },
    (code, pauseMs) => {
      const how = code === null ? 'was killed' : `ended with code ${code}`;
      console.log(`The worker ${how}; restarting in ${pauseMs / 1000} s. Its log: ${logPath}`);
    },
  );
}

/** Programs that read untrusted files and run code should not have root privileges. */
function warnRoot(): void {
  if (process.getuid?.() !== 0) return;
  console.warn('Warning: this runs as root. Start it as an ordinary user if possible.');
}

/** Writes what developers need to inspect the AWS emulator and the object store. */
async function writeCredentials({ workerEnv }: Deployment, stateDir: string): Promise<void> {
  const lines = Object.entries(workerEnv)
    .filter(([name]) => /^(AWS|OBJECT_STORE)_/.test(name))
    .map(([name, value]) => `export ${name}='${value}'\n`);
  await writeFile(join(stateDir, 'credentials.sh'), lines.join(''), { mode: 0o600 });
}

async function stopAll(): Promise<void> {
  for (const { title, stop } of stops.reverse()) {
    await stop().catch((error: unknown) => console.error(`Stopping ${title} failed:`, error));
  }
  if (stops.length > 1) console.log('Stopped.');
}
