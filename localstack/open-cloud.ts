import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assertAnswering } from './assert-answering.ts';
import type { CloudAccess } from './cloud-access.ts';
import { deploy } from './deploy.ts';
import type { Deployment } from './deployment.ts';
import { invokeFunction } from './invoke-function.ts';
import { startMinistack } from './ministack.ts';
import type { ProcessGroup } from './process-group.ts';
import { type Recovered, recoverSongs } from './recovery/recover-songs.ts';
import { resumeUploads } from './recovery/resume-uploads.ts';
import { step } from './step.ts';

export interface CloudOptions {
  readonly access: CloudAccess;
  readonly stateDir: string;
  /** Where the pages are served. */
  readonly webOrigins: readonly [string, ...string[]];
  /** Values of the CDK context, beside the target and the origin of the pages. */
  readonly context: Readonly<Record<string, string>>;
  /** Called with each MiniStack that is started, before it is waited for. */
  readonly onStarted: (ministack: ProcessGroup) => void;
  readonly signal: AbortSignal;
}

export interface Cloud {
  readonly ministack: ProcessGroup;
  readonly deployment: Deployment;
}

/**
 * Starts the stand-in for AWS with the stack in it. Where what was saved cannot be used, it is set
 * aside, everything is deployed anew, and the songs are taken over.
 * @throws {Error} when it does not come up; what was saved is then where it was.
 */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const hasSaved = await holdsState(options.stateDir);
  try {
    return await openWithState(options);
  } catch (error) {
    if (options.signal.aborted || !hasSaved) throw error;
    console.log(`The saved state cannot be used: ${firstLine(error)}`);
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
    const context = { ...options.context, webOrigin: webOrigins[0] };
    const deployment = await step('the stack deployed', () =>
      deploy({ access, stateDir, context }),
    );
    await assertAnswering(deployment, access);
    await resumeUploads(deployment, access);
    await expireOld(access);
    return { ministack, deployment };
  } catch (error) {
    await ministack.stop();
    throw error;
  }
}

/**
 * Deletes what is past its time, as the hourly schedule does: a product that is started for some
 * minutes a day would else never come to it. What fails is left to the schedule.
 */
async function expireOld(access: CloudAccess): Promise<void> {
  await invokeFunction(access, 'Expire').catch((error: unknown) =>
    console.warn(`Old songs were not deleted: ${firstLine(error)}`),
  );
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
    // The state was not to blame: it goes back, untouched.
    await rm(stateDir, { recursive: true, force: true });
    await rename(setAside, stateDir);
    throw new Error(`${firstLine(error)}\nBefore that: ${firstLine(cause)}`, { cause: error });
  }
  const recovered = await step('songs taken over', () =>
    recoverSongs(setAside, cloud.deployment, access),
  );
  report(recovered, setAside);
  if (recovered.lost.length === 0) await rm(setAside, { recursive: true, force: true });
  return cloud;
}

function report({ taken, lost }: Recovered, setAside: string): void {
  console.log(`Deployed anew; ${taken} songs were taken over.`);
  if (lost.length === 0) return;
  console.log(`These ${lost.length} could not be: ${lost.join(', ')}`);
  console.log(`What is left of them is in ${setAside}`);
}

/** Whether anything was saved by an earlier start. */
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
