import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProcessGroup } from '../../processes/process-group.ts';
import { podmanOptions, processOptions, runPodman } from './podman.ts';

/** The restrictions under which the worker's container runs. */
const restrictions = [
  // By default Podman would mount writable file systems at /tmp, /run and others.
  ...['--read-only', '--read-only-tmpfs=false'],
  ...['--cap-drop', 'all', '--security-opt', 'no-new-privileges'],
] as const;

/** A worker in a container of its image. */
export class WorkerContainer {
  readonly #name = `my-pitch-test-${randomUUID()}`;
  readonly #logPath: string;
  readonly #process: ProcessGroup;

  /** Starts the image's own command with these variables. The log goes to `logFolder`. */
  constructor(imageId: string, env: Readonly<Record<string, string>>, logFolder: string) {
    this.#logPath = join(logFolder, `${this.#name}.log`);
    const options = [
      // Podman needs systemd to repeat the image's health check.
      ...['--name', this.#name, '--rm', '--no-healthcheck', '--log-driver', 'none'],
      // Without a value Podman takes it from its own environment: process lists show no secret.
      ...Object.keys(env).flatMap((name) => ['--env', name]),
    ];
    const args = [...podmanOptions, 'run', ...processOptions, ...restrictions, ...options, imageId];
    this.#process = new ProcessGroup('podman', args, {
      env: { ...process.env, ...env },
      logPath: this.#logPath,
    });
  }

  /**
   * Waits until the worker takes songs; before that it rewrites the model, since its folder is empty.
   * @throws {Error} with its log if it ends first, or after ten minutes.
   */
  async ready(): Promise<void> {
    const deadline = Date.now() + 600_000;
    while (!this.log().includes('worker ready')) {
      if (!this.#process.isRunning || Date.now() > deadline) {
        throw new Error(`The worker in the container is not ready:\n${this.log()}`);
      }
      await sleep(200);
    }
  }

  /** The worker's output so far. */
  log(): string {
    return readFileSync(this.#logPath, 'utf8');
  }

  /**
   * Runs a shell command in the container, as the worker's user, and returns its standard output.
   * @throws {Error} with its output if it fails.
   */
  run(command: string): Promise<string> {
    return runPodman(['exec', this.#name, 'sh', '-c', command]);
  }

  /** Sends SIGTERM, and SIGKILL after a time (whole seconds). Returns the exit code. */
  async stop(withinSeconds: number): Promise<number | null> {
    await runPodman(['stop', '--time', String(withinSeconds), this.#name]);
    return this.#end();
  }

  /** Kills the worker if it runs, and removes the container with its work folder. */
  async remove(): Promise<void> {
    await runPodman(['rm', '--force', '--volumes', '--ignore', '--time', '0', this.#name]);
    await this.#end();
  }

  async #end(): Promise<number | null> {
    const exitCode = await this.#process.ended;
    // Tells the orphan reaper that this group is over.
    this.#process.kill();
    return exitCode;
  }
}
