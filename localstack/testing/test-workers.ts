import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StackContext } from '../../vitest.d.ts';
import { ProcessGroup } from '../processes/process-group.ts';
import { startWorker, workerProgram } from '../worker.ts';

/** See `short-poll.ts`. */
const maxPollMs = 1200;

export interface TestWorker {
  readonly process: ProcessGroup;
  readonly workDir: string;
  /** Whether its work folder is its own disk in a private mount namespace. */
  readonly onDisk: boolean;
  /** Its output so far. */
  readonly log: () => string;
}

type Env = Readonly<Record<string, string>>;

/** Whether disks can be mounted for workers: on Linux, as root. */
export function canMountDisks(): boolean {
  const mounted = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  const isPossible = mounted.status === 0;
  if (!isPossible) console.log('Skipping the full-disk test: no disk can be mounted here.');
  return isPossible;
}

/** The worker processes of one test. */
export class TestWorkers {
  readonly #stack: StackContext;
  readonly #started: TestWorker[] = [];

  constructor(stack: StackContext) {
    this.#stack = stack;
  }

  /** @param env additional variables, which may depend on the work folder. */
  start(env: Env | ((workDir: string) => Env) = {}): TestWorker {
    return this.#start(env, false, startWorker);
  }

  /** Starts a worker on a tmpfs of this size, which ends with the worker. See `canMountDisks`. */
  startOnDisk(size: string, env: Env): TestWorker {
    const mount = `mount -t tmpfs -o size=${size} tmpfs "$WORK_DIR" && exec "$0" "$@"`;
    return this.#start(env, true, (workerEnv, logPath) => {
      const program = [process.execPath, ...workerProgram];
      return new ProcessGroup('unshare', ['-m', 'sh', '-c', mount, ...program], {
        env: { ...process.env, ...workerEnv },
        logPath,
      });
    });
  }

  #start(
    env: Env | ((workDir: string) => Env),
    onDisk: boolean,
    startProcess: (workerEnv: Env, logPath: string) => ProcessGroup,
  ): TestWorker {
    const workDir = mkdtempSync(join(this.#stack.workerEnv.WORK_DIR ?? '', 'worker-'));
    const logPath = `${workDir}.log`;
    const different = typeof env === 'function' ? env(workDir) : env;
    const workerEnv = { ...this.#stack.workerEnv, WORK_DIR: workDir, ...different };
    const worker: TestWorker = {
      ...{ workDir, onDisk },
      process: startProcess(workerEnv, logPath),
      log: () => readFileSync(logPath, 'utf8'),
    };
    this.#started.push(worker);
    return worker;
  }

  /** Kills all workers and waits until their polls can no longer take messages. */
  async killAll(): Promise<void> {
    const started = this.#started.splice(0);
    for (const { process } of started) {
      process.kill();
      await process.ended;
    }
    if (started.length > 0) await sleep(maxPollMs);
  }
}
