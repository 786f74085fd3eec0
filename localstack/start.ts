import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { awsEnv, type CloudAccess, createCloudAccess } from './cloud/cloud-access.ts';
import { openCloud } from './cloud/open-cloud.ts';
import { serveMetricsAt } from './monitoring/metrics-target.ts';
import { assertPortFree } from './ports.ts';
import { markRunning, type RunningMark } from './processes/running.ts';
import { type Supervisor, supervise } from './processes/supervise.ts';
import { readSettings, type Settings } from './settings.ts';
import { step } from './step.ts';
import { buildWeb } from './web/build-web.ts';
import { startWebServer, webOriginsOf } from './web/web-server.ts';
import { startWorker } from './worker.ts';

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
  const { webPort, awsPort, stateDir } = settings;
  warnRoot();
  const running = await markRunning();
  stops.push({ title: 'this folder', stop: async () => running.remove() });
  await assertPortFree(webPort, '--port', 'MY_PITCH_PORT');
  await assertPortFree(awsPort, '--aws-port', 'MY_PITCH_AWS_PORT');
  await mkdir(stateDir, { recursive: true, mode: 0o700 });

  const access = createCloudAccess(awsPort);
  const { ministack, deployment } = await openCloud({
    access,
    stateDir,
    webOrigins: webOriginsOf(webPort),
    context: {},
    onStarted: ({ pid }) => running.noteChild(pid),
    signal: stopping.signal,
  });
  stops.push({ title: 'MiniStack', stop: () => ministack.stop() });
  await writeCredentials(access, stateDir);
  await started('the pages built', buildWeb);
  const web = await started(`the pages served on port ${webPort}`, () =>
    startWebServer({ port: webPort, access, ...deployment }),
  );
  stops.push({ title: 'the pages', stop: () => web.close() });
  const logPath = join(stateDir, 'worker.log');
  const workDir = join(stateDir, 'work');
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  const metrics = await serveMetricsAt(stateDir);
  const worker = await started(
    `a worker, its log in ${logPath}, its metrics at ${metrics.url}`,
    async () =>
      keepWorking({ ...deployment.workerEnv, WORK_DIR: workDir, ...metrics.env }, logPath, running),
  );
  stops.push({ title: 'the worker', stop: () => worker.stop() });

  console.log(`\nMy Pitch is at ${web.url}   (Ctrl-C stops it)\n`);
  await Promise.race([
    new Promise((resolve) => stopping.signal.addEventListener('abort', resolve)),
    ministack.ended.then(() => {
      throw new Error(`MiniStack ended unexpectedly; see ${join(stateDir, 'ministack.log')}`);
    }),
  ]);
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

/** Writes the credentials of this start for developers who want to inspect the local AWS emulator. */
async function writeCredentials(access: CloudAccess, stateDir: string): Promise<void> {
  const lines = Object.entries(awsEnv(access)).map(
    ([name, value]) => `export ${name}='${value}'\n`,
  );
  await writeFile(join(stateDir, 'credentials.sh'), lines.join(''), { mode: 0o600 });
}

async function stopAll(): Promise<void> {
  for (const { title, stop } of stops.reverse()) {
    await stop().catch((error: unknown) => console.error(`Stopping ${title} failed:`, error));
  }
  if (stops.length > 1) console.log('Stopped.');
}
