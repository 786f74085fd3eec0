import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot } from './paths.ts';

export interface ProcessGroupOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that the output is added to. */
  readonly logPath: string;
}

/**
 * A program and all that it starts, in a process group of its own: Ctrl-C in a terminal does not
 * reach it, so that it is stopped in order; and it does not outlive this process, even if this
 * process is killed.
 */
export class ProcessGroup {
  readonly #child: ChildProcess;
  readonly #pid: number;
  /** Resolves with the exit code when the program itself has ended, `null` after a signal. */
  readonly ended: Promise<number | null>;

  constructor(program: string, args: readonly string[], { env, logPath }: ProcessGroupOptions) {
    const log = openSync(logPath, 'a');
    this.#child = spawn(program, args, {
      cwd: repositoryRoot,
      env: { ...env },
      detached: true,
      stdio: ['ignore', log, log],
    });
    if (this.#child.pid === undefined) throw new Error(`${program} does not start`);
    this.#pid = this.#child.pid;
    tellGuard(this.#pid);
    this.ended = once(this.#child, 'exit').then(([code]) => {
      return code as number | null;
    });
  }

  get pid(): number {
    return this.#pid;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Sends a signal to the program alone. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Asks the program to stop, waits for it, then ends whatever is left of the group. */
  async stop(graceMs = 8000): Promise<void> {
    if (this.isRunning) {
      this.signal('SIGTERM');
      await Promise.race([this.ended, sleep(graceMs, undefined, { ref: false })]);
    }
    this.kill();
    await this.ended;
  }

  /** Ends the whole group at once, as a crash would. */
  kill(): void {
    try {
      process.kill(-this.#pid, 'SIGKILL');
    } catch {
      // Nobody is left in it.
    }
    tellGuard(-this.#pid);
  }
}

let guard: ChildProcess | undefined;

function tellGuard(line: number): void {
  if (!guard) {
    guard = spawn(process.execPath, [join(import.meta.dirname, 'orphan-reaper.ts')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    guard.unref();
  }
  guard.stdin?.write(`${line}\n`);
}
