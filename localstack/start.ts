import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWeb } from './build-web.ts';
import { deploy } from './deploy.ts';
import { startMinistack } from './ministack.ts';
import { assertPortFree } from './ports.ts';
import { markRunning } from './running.ts';
import { readSettings, type Settings } from './settings.ts';
import { step } from './step.ts';
import { type Supervisor, supervise } from './supervise.ts';
import { startWebServer } from './web-server.ts';
import { startWorker } from './worker.ts';

type Stop = () => Promise<unknown>;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.on(signal, () => stopping.abort());
}
/** What to stop, last started first. */
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
// Closed by hand, or the channel to the parent would keep this process alive.
if (process.connected) process.disconnect();

async function start(settings: Settings): Promise<void> {
  const { webPort, awsPort, stateDir } = settings;
  stops.push({ title: 'this folder', stop: await markRunning() });
  await assertPortFree(webPort, '--port', 'MY_PITCH_PORT');
  await assertPortFree(awsPort, '--aws-port', 'MY_PITCH_AWS_PORT');
  await mkdir(stateDir, { recursive: true });

  const ministack = await started(`MiniStack on 127.0.0.1:${awsPort}`, () =>
    startMinistack(awsPort, stateDir),
  );
  stops.push({ title: 'MiniStack', stop: () => ministack.stop() });
  const context = { webOrigin: `http://localhost:${webPort}` };
  const deployment = await started('the stack deployed', () =>
    deploy({ awsPort, stateDir, context }),
  );
  await started('the pages built', buildWeb);
  const web = await started(`the pages served on port ${webPort}`, () =>
    startWebServer({ port: webPort, awsPort, apiUrl: deployment.apiUrl }),
  );
  stops.push({ title: 'the pages', stop: () => web.close() });
  const logPath = join(stateDir, 'worker.log');
  const worker = await started(`a worker, its log in ${logPath}`, async () =>
    keepWorking(deployment.workerEnv, logPath),
  );
  stops.push({ title: 'the worker', stop: () => worker.stop() });

  console.log(`\nMy Pitch is at ${web.url}   (Ctrl-C stops it)\n`);
  await Promise.race([
    new Promise((resolve) => stopping.signal.addEventListener('abort', resolve)),
    ministack.ended.then(() => {
      throw new Error(`MiniStack ended by itself; see ${join(stateDir, 'ministack.log')}`);
    }),
  ]);
}

async function started<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  stopping.signal.throwIfAborted();
  return step(title, work);
}

function keepWorking(workerEnv: Readonly<Record<string, string>>, logPath: string): Supervisor {
  return supervise(
    () => startWorker(workerEnv, logPath),
    (code, pauseMs) => {
      const how = code === null ? 'was killed' : `ended with code ${code}`;
      console.log(`The worker ${how}; started again in ${pauseMs / 1000} s. Its log: ${logPath}`);
    },
  );
}

async function stopAll(): Promise<void> {
  for (const { title, stop } of stops.reverse()) {
    await stop().catch((error: unknown) => console.error(`Stopping ${title} failed:`, error));
  }
  if (stops.length > 1) console.log('Stopped.');
}
