import { parseArgs } from 'node:util';
import { parseEnv, workerEnvSchema } from '@my-pitch/shared/env';
import { pino } from 'pino';
import { openWorkerSeparator, portsOf } from '../compose-worker.ts';
import { probeSelf } from '../health/self-probe.ts';
import { separateTone } from '../health/separate-tone.ts';
import { instancesParent, makeInstanceFolder } from '../instance/instance-folder.ts';

/**
 * `node gpu-worker/cli/self-test.ts [--provider cuda]`: tests a new image before workers use it, with a
 * worker's environment and permissions. Checks disk, ffmpeg, queue, table, buckets and model, and
 * separates one second of sound. Takes no song and changes nothing.
 * Exit code 0 if all is well, otherwise 1 with the reason in the log.
 * @param --provider the execution provider that must do the work; without it, any.
 */
const log = pino();

async function selfTest(): Promise<void> {
  const { values } = parseArgs({ options: { provider: { type: 'string' } } });
  const env = parseEnv(workerEnvSchema, process.env);
  const folder = makeInstanceFolder(instancesParent(env.WORK_DIR), 'worker');
  process.once('exit', () => folder.remove());
  const separator = await openWorkerSeparator(env);
  try {
    const { path: workDir } = folder;
    const failure = await probeSelf({ ...portsOf(env), separator, workDir });
    if (failure) throw failure;
    await separateTone(separator, workDir);
    const { model, provider } = separator;
    if (values.provider !== undefined && provider !== values.provider) {
      throw new Error(`The model runs on ${provider} instead of ${values.provider}`);
    }
    log.info({ model, provider }, 'self-test passed');
  } finally {
    await separator.close();
  }
}

try {
  await selfTest();
} catch (error) {
  log.fatal({ err: error }, 'self-test failed');
  process.exitCode = 1;
}
// A check that was abandoned may hold a connection open; it must not keep the task alive.
setTimeout(() => process.exit(), 1000).unref();
