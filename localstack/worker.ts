import { join } from 'node:path';
import { repositoryRoot } from './paths.ts';
import { ProcessGroup } from './processes/process-group.ts';

/** Node's arguments for a worker process. */
export const workerProgram: readonly string[] = [join(repositoryRoot, 'gpu-worker', 'main.ts')];

/** Starts a worker for the deployed stack. */
export function startWorker(
  workerEnv: Readonly<Record<string, string>>,
  logPath: string,
): ProcessGroup {
  return new ProcessGroup(process.execPath, workerProgram, {
    env: { ...process.env, ...workerEnv },
    logPath,
  });
}
