import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { objectStoreOf } from '@my-pitch/shared/aws/object-store';
import { objectStoreEnvSchema, parseEnv } from '@my-pitch/shared/env';
import type { StackContext } from '../../vitest.d.ts';
import { awsClientConfig } from '../cloud/cloud-access.ts';
import { queueUrlsOf, readDeployment } from '../deployment/deployment.ts';
import { repositoryRoot } from '../paths.ts';

export interface ProductOptions {
  /** The product's state folder; each test has its own. */
  readonly stateDir: string;
  readonly webPort: number;
  readonly awsPort: number;
  /** Songs on a MinIO server with this port. */
  readonly minioPort?: number;
  /** An emulator that the test has started, by host and port. */
  readonly awsEndpoint?: string;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `npm start` and ends it in various ways. Linux only. */
export class Product {
  readonly webUrl: string;
  readonly #options: ProductOptions;
  #npm: ChildProcess | undefined;
  #output = '';

  constructor(options: ProductOptions) {
    this.#options = options;
    this.webUrl = `http://localhost:${options.webPort}`;
  }

  /** Output since the last start. */
  get output(): string {
    return this.#output;
  }

  /** Runs `npm start` without waiting for it. */
  launch(): void {
    const { stateDir, webPort, awsPort, minioPort, awsEndpoint } = this.#options;
    const args = [
      ...['start', '--', '--port', String(webPort), '--aws-port', String(awsPort)],
      ...(minioPort === undefined ? [] : ['--storage', 'minio', '--minio-port', String(minioPort)]),
      ...(awsEndpoint === undefined ? [] : ['--aws-endpoint', `http://${awsEndpoint}`]),
    ];
    this.#output = '';
    const npm = spawn('npm', args, {
      cwd: repositoryRoot,
      // In its own process group, as in a terminal, so that signals reach all of it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A short lease, so that the song of a killed worker is soon retried.
      env: {
        ...{ ...process.env, MY_PITCH_STATE_DIR: stateDir, LEASE_SECONDS: '8' },
        ...this.#options.env,
      },
    });
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.#npm = npm;
  }

  /** @throws {Error} with the output if it ends or times out before it is ready. */
  async ready(withinSeconds = 240): Promise<void> {
    const deadline = Date.now() + withinSeconds * 1000;
    while (!this.#output.includes('My Pitch is at')) {
      if (this.hasEnded || Date.now() > deadline) throw new Error(`No start:\n${this.#output}`);
      await sleep(50);
    }
  }

  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  /** The stack's context, read with the credentials file of this start. */
  async readContext(): Promise<StackContext> {
    const script = readFileSync(join(this.#emulatorDir(), 'credentials.sh'), 'utf8');
    const exported = Object.fromEntries(
      [...script.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
    );
    const access = {
      port: Number(new URL(exported.AWS_ENDPOINT_URL ?? '').port),
      accessKeyId: exported.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: exported.AWS_SECRET_ACCESS_KEY ?? '',
    };
    const objectStore = objectStoreOf(parseEnv(objectStoreEnvSchema, exported));
    const cloudFormation = new CloudFormationClient(awsClientConfig(access));
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({}));
    const stack = Stacks.find(({ StackName }) => StackName === 'MyPitch');
    if (!stack) throw new Error('Nothing is deployed');
    const deployment = readDeployment(stack, access, objectStore);
    const { workerEnv } = deployment;
    return { webUrl: this.webUrl, workerEnv, songPath: '', ...queueUrlsOf(deployment) };
  }

  /** The folder of the emulator's state. */
  #emulatorDir(): string {
    const { stateDir, awsPort, awsEndpoint, minioPort } = this.#options;
    const emulator =
      awsEndpoint === undefined ? `aws-${awsPort}` : `at-${awsEndpoint.replace(':', '-')}`;
    return join(stateDir, minioPort === undefined ? emulator : `${emulator}-minio`);
  }

  get npmPid(): number {
    if (this.#npm?.pid === undefined) throw new Error('npm was not started');
    return this.#npm.pid;
  }

  get hasEnded(): boolean {
    return !this.#npm || this.#npm.exitCode !== null || this.#npm.signalCode !== null;
  }

  /** The product's processes, including npm and its shell: command line by pid. */
  processes(): ReadonlyMap<number, string> {
    const mark = `MY_PITCH_STATE_DIR=${this.#options.stateDir}`;
    const found = new Map<number, string>();
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
        if (!environment.includes(mark)) continue;
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        if (command !== '') found.set(Number(name), command);
      } catch {
        // It has ended in the meantime.
      }
    }
    return found;
  }

  /** The process whose command line matches. */
  pidOf(pattern: RegExp): number {
    for (const [pid, command] of this.processes()) if (pattern.test(command)) return pid;
    throw new Error(`No process matches ${pattern}:\n${[...this.processes().values()].join('\n')}`);
  }

  /** Kills all processes at once, like a power cut. */
  killAll(): void {
    // Repeated because a process may have started another in the meantime.
    for (let round = 0; round < 3; round += 1) {
      for (const pid of this.processes().keys()) tryKill(pid, 'SIGKILL');
    }
  }

  /** Waits until all processes of the product have ended. */
  async gone(withinSeconds = 30): Promise<void> {
    const deadline = Date.now() + withinSeconds * 1000;
    while (this.processes().size > 0 || !this.hasEnded) {
      if (Date.now() > deadline) {
        throw new Error(`Still running:\n${[...this.processes().values()].join('\n')}`);
      }
      await sleep(100);
    }
  }

  async stop(): Promise<void> {
    tryKill(this.npmPid, 'SIGTERM');
    await this.gone();
  }
}

function tryKill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has already ended.
  }
}
