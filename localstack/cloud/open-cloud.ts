import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore } from '@my-pitch/shared/aws/object-store';
import { assertAnswering } from '../deployment/assert-answering.ts';
import { deploy, type LocalDeployment } from '../deployment/deploy.ts';
import { invokeFunction } from '../deployment/invoke-function.ts';
import type { ProcessGroup } from '../processes/process-group.ts';
import { indexOldJobs } from '../recovery/index-old-jobs.ts';
import { type Recovery, recoverSongs } from '../recovery/recover-songs.ts';
import { resumeUploads } from '../recovery/resume-uploads.ts';
import { step } from '../step.ts';
import type { CloudAccess } from './cloud-access.ts';
import { startMinistack } from './ministack.ts';

export interface CloudOptions {
  readonly access: CloudAccess;
  readonly stateDir: string;
  /** Origins of the pages. */
  readonly webOrigins: readonly [string, ...string[]];
  /** CDK context values in addition to the target and the pages' origin. */
  readonly context: Readonly<Record<string, string>>;
  /** Stores the songs instead of the emulator's S3. */
  readonly objectStore?: ObjectStore | undefined;
  /** Called as soon as the stack is deployed, before its parts are asked. */
  readonly onDeployed?: ((deployment: LocalDeployment) => void) | undefined;
  /** Called with each MiniStack process as soon as it has started. */
  readonly onStarted: (ministack: ProcessGroup) => void;
  readonly signal: AbortSignal;
}

export interface Cloud {
  readonly ministack: ProcessGroup;
  readonly deployment: LocalDeployment;
}

/**
 * Starts the local AWS emulator with the deployed stack. If the saved state is unusable, it is set
 * aside, the stack is redeployed, and the songs are recovered.
 * @throws {Error} if the start fails; the saved state is then left unchanged.
 */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const hasSaved = await holdsState(options.stateDir);
  try {
    return await openWithState(options);
  } catch (error) {
    if (options.signal.aborted || !hasSaved) throw error;
    console.log(`The saved state is unusable: ${firstLine(error)}`);
    return rebuild(options, error);
  }
}

async function openWithState(options: CloudOptions): Promise<Cloud> {
  const { access, stateDir, webOrigins, signal } = options;
  signal.throwIfAborted();
  const ministack = await step(`MiniStack on 127.0.0.1:${access.port}`, () =>
    startMinistack({ access, stateDir, webOrigins }),
  );
  options.onStarted(ministack);
  try {
    signal.throwIfAborted();
    return { ministack, deployment: await deployInto(options) };
  } catch (error) {
    await ministack.stop();
    throw error;
  }
}

export type DeployIntoOptions = Omit<CloudOptions, 'onStarted' | 'signal'>;

/** Deploys the stack into the running emulator, checks it, and takes up what was interrupted. */
export async function deployInto(options: DeployIntoOptions): Promise<LocalDeployment> {
  const { access, stateDir, objectStore } = options;
  const context = { ...options.context, webOrigin: options.webOrigins[0] };
  const deployment = await step('the stack deployed', () =>
    deploy({ access, stateDir, context, objectStore }),
  );
  options.onDeployed?.(deployment);
  await assertAnswering(deployment, access);
  await indexOldJobs(deployment.outputs.JobTableName, access);
  await resumeUploads(deployment, access);
  await expireOld(access);
  recountQueue(access);
  return deployment;
}

/**
 * Deletes expired songs at each start: a product that runs for minutes at a time may never reach the
 * hourly schedule. Failures are left to the next run.
 */
async function expireOld(access: CloudAccess): Promise<void> {
  await invokeFunction(access, 'Expire').catch((error: unknown) =>
    console.warn(`Old songs were not deleted: ${firstLine(error)}`),
  );
}

/**
 * Counts the jobs again, without waiting for it: the end of a killed emulator loses changes that were not
 * counted yet. The hourly schedule makes up for a failure.
 */
function recountQueue(access: CloudAccess): void {
  void invokeFunction(access, 'QueueCounts').catch(() => undefined);
}

async function rebuild(options: CloudOptions, cause: unknown): Promise<Cloud> {
  const { access, stateDir } = options;
  const setAside = await freeName(`${stateDir}.damaged`);
  await rename(stateDir, setAside);
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  let cloud: Cloud;
  try {
    cloud = await openWithState(options);
  } catch (error) {
    // A fresh state fails too, so the saved one was not the cause: restore it.
    await rm(stateDir, { recursive: true, force: true });
    await rename(setAside, stateDir);
    throw new Error(`${firstLine(error)}\nThe first error was: ${firstLine(cause)}`, {
      cause: error,
    });
  }
  const recovery = await step('songs recovered', () =>
    recoverSongs(setAside, cloud.deployment, access),
  );
  recountQueue(access);
  report(recovery, setAside);
  if (recovery.lost.length === 0) await rm(setAside, { recursive: true, force: true });
  return cloud;
}

function report({ recovered, lost }: Recovery, setAside: string): void {
  console.log(`Redeployed; ${recovered} songs were recovered.`);
  if (lost.length === 0) return;
  console.log(`These ${lost.length} could not be recovered: ${lost.join(', ')}`);
  console.log(`Their remaining files are in ${setAside}`);
}

/** Whether an earlier start has saved state. */
async function holdsState(stateDir: string): Promise<boolean> {
  for (const folder of ['snapshots', 'state', 's3']) {
    const entries = await readdir(join(stateDir, folder)).catch(() => []);
    if (entries.length > 0) return true;
  }
  return false;
}

async function freeName(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${path}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? '';
}
