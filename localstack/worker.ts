import { join } from 'node:path';
import { repositoryRoot } from './paths.ts';
import { ProcessGroup } from './process-group.ts';

/** What Node runs as a worker. */
export const workerProgram: readonly string[] = [join(repositoryRoot, 'gpu-worker', 'main.ts')];

/** Starts a worker on the deployed stack. */
export function startWorker(
  workerEnv: Readonly<Record<string, string>>,
  logPath: string,
): ProcessGroup {
  return new ProcessGroup(process.execPath, workerProgram, {
    env: { ...process.env, ...workerEnv },
    logPath,
  });
}
