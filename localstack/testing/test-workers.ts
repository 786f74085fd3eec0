import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StackContext } from '../../vitest.d.ts';
import type { ProcessGroup } from '../process-group.ts';
import { startWorker } from '../worker.ts';

/** See `short-poll.ts`. */
const longestPollMs = 1200;

export interface TestWorker {
  readonly process: ProcessGroup;
  /** What it has written so far. */
  readonly log: () => string;
}

/** Real worker processes of one test. */
export class TestWorkers {
  readonly #stack: StackContext;
  readonly #started: TestWorker[] = [];

  constructor(stack: StackContext) {
    this.#stack = stack;
  }

  start(env: Readonly<Record<string, string>> = {}): TestWorker {
    const workDir = mkdtempSync(join(this.#stack.workerEnv.WORK_DIR ?? '', 'worker-'));
    const logPath = join(workDir, 'worker.log');
    const workerEnv = { ...this.#stack.workerEnv, WORK_DIR: workDir, ...env };
    const worker: TestWorker = {
      process: startWorker(workerEnv, logPath),
      log: () => readFileSync(logPath, 'utf8'),
    };
    this.#started.push(worker);
    return worker;
  }

  /** Ends all of them at once, and waits until none of their polls can take a message any more. */
  async killAll(): Promise<void> {
    const started = this.#started.splice(0);
    for (const { process } of started) {
      process.kill();
      await process.ended;
    }
    if (started.length > 0) await sleep(longestPollMs);
  }
}
