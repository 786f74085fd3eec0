import { parseEnv, type WorkerEnv, workerEnvSchema } from '@my-pitch/shared/env';
import { hideJobIds } from '@my-pitch/shared/node/hide-job-ids';
import { type Logger, pino } from 'pino';
import { composeWorker, openWorkerSeparator } from './compose-worker.ts';
import {
  type InstanceFolder,
  instancesParent,
  makeInstanceFolder,
} from './instance/instance-folder.ts';
import { sweepRegularly } from './instance/sweep-instances.ts';
import { openMetrics } from './metrics/open-metrics.ts';
import { workLoop } from './queue/work-loop.ts';
import { WorkerUnhealthy } from './queue/worker-health.ts';

/**
 * Giving a job back takes much less. A stage that has not stopped by then is abandoned, before ECS
 * would send SIGKILL.
 */
const stopWithinMs = 4500;

async function main(): Promise<void> {
  const env = parseEnv(workerEnvSchema, process.env);
  const log = pino({ level: env.LOG_LEVEL, hooks: { streamWrite: hideJobIds } });
  const shutdown = shutdownOnSignal(log);
  const folder = makeOwnFolder(env, log);
  const metrics = await openMetrics(env, log);
  const separator = await openWorkerSeparator(env);
  try {
    const worker = composeWorker(env, { separator, folder, shutdown, metrics, log });
    const { workerId, maxSongs } = worker;
    const { model, provider } = separator;
    log.info({ workerId, maxSongs, model, provider }, 'worker ready');
    await workLoop(worker);
  } finally {
    await separator.close();
  }
  log.info('worker stopped');
}

/** The folder is removed when this process exits. A later worker removes that of a killed process. */
function makeOwnFolder(env: WorkerEnv, log: Logger): InstanceFolder {
  const parent = instancesParent(env.WORK_DIR);
  const folder = makeInstanceFolder(parent, 'worker');
  process.once('exit', () => folder.remove());
  sweepRegularly(parent, folder, log);
  return folder;
}

function shutdownOnSignal(log: Logger): AbortSignal {
  const shutdown = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      log.info({ signal: name }, 'stopping');
      shutdown.abort();
      setTimeout(() => process.exit(0), stopWithinMs).unref();
    });
  }
  return shutdown.signal;
}

try {
  await main();
} catch (error) {
  const isUnhealthy = error instanceof WorkerUnhealthy;
  pino().fatal({ err: error }, isUnhealthy ? 'the worker gives up' : 'the worker cannot start');
  process.exitCode = 1;
  // An open handle must not keep a failed worker alive: the platform would not replace it.
  setTimeout(() => process.exit(), stopWithinMs).unref();
}
