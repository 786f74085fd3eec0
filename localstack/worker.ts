import { join } from 'node:path';
import { repositoryRoot } from './paths.ts';
import { ProcessGroup } from './process-group.ts';

const main = join(repositoryRoot, 'gpu-worker', 'main.ts');

/** Starts a worker on the deployed stack. */
export function startWorker(
  workerEnv: Readonly<Record<string, string>>,
  logPath: string,
): ProcessGroup {
  return new ProcessGroup(process.execPath, [main], {
    env: { ...process.env, ...workerEnv },
    logPath,
  });
}
