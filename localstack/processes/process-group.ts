import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot } from '../paths.ts';

export interface ProcessGroupOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The output is appended to this file. */
  readonly logPath: string;
}

/**
 * A program and its children in their own process group. Ctrl-C in a terminal does not reach them, so
 * they can be stopped in order. The orphan reaper ends them if this process is killed.
 */
export class ProcessGroup {
  readonly #child: ChildProcess;
  readonly #pid: number;
  /** Resolves with the program's exit code when it has ended, `null` after a signal. */
  readonly ended: Promise<number | null>;

  constructor(program: string, args: readonly string[], { env, logPath }: ProcessGroupOptions) {
    const log = openSync(logPath, 'a');
    this.#child = spawn(program, args, {
      cwd: repositoryRoot,
      env: { ...env },
      detached: true,
      stdio: ['ignore', log, log],
    });
    if (this.#child.pid === undefined) throw new Error(`${program} failed to start`);
    this.#pid = this.#child.pid;
    notifyReaper(this.#pid);
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

  /** Sends a signal to the program only. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Sends SIGTERM to the program, waits for it, then kills the remaining processes of the group. */
  async stop(graceMs = 8000): Promise<void> {
    if (this.isRunning) {
      this.signal('SIGTERM');
      await Promise.race([this.ended, sleep(graceMs, undefined, { ref: false })]);
    }
    this.kill();
    await this.ended;
  }

  /** Kills the whole group at once, like a crash. */
  kill(): void {
    try {
      process.kill(-this.#pid, 'SIGKILL');
    } catch {
      // The group has already ended.
    }
    notifyReaper(-this.#pid);
  }
}

let reaper: ChildProcess | undefined;

/** @param line the id of a group that has started, negated for one that has ended. */
function notifyReaper(line: number): void {
  if (!reaper) {
    reaper = spawn(process.execPath, [join(import.meta.dirname, 'orphan-reaper.ts')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    reaper.unref();
  }
  reaper.stdin?.write(`${line}\n`);
}
