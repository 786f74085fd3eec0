import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackContext } from '../../vitest.d.ts';
import { createCloudAccess } from '../cloud/cloud-access.ts';
import { startMinistack } from '../cloud/ministack.ts';
import { deploy } from '../deployment/deploy.ts';
import { queueUrlsOf } from '../deployment/deployment.ts';
import { findFreePort } from '../ports.ts';
import { step } from '../step.ts';
import { buildWeb } from '../web/build-web.ts';
import { startWebServer, webOriginsOf } from '../web/web-server.ts';
import { startWorker } from '../worker.ts';
import { openShortPoll } from './short-poll.ts';
import { synthesiseSong } from './synthesise-song.ts';

/** Short, so that the job of a killed worker is soon retried. */
const leaseSeconds = '4';

/** Tests open many forms that nobody uses. */
const maxQueuedJobs = '1000000';

export interface TestStack {
  readonly context: StackContext;
  /** Base URL of the HTTP API, past the web server. */
  readonly apiUrl: string;
  /** The folder with the logs. */
  readonly stateDir: string;
  close(): Promise<void>;
}

/** Starts and deploys a separate stack for tests, on free ports and with temporary state. */
export async function openTestStack(parts: {
  readonly pages: boolean;
  readonly worker: boolean;
  /** CDK context values in addition to the usual ones. */
  readonly context?: Readonly<Record<string, string>>;
}): Promise<TestStack> {
  const stateDir = await mkdtemp(join(tmpdir(), 'my-pitch-stack-'));
  const closers: (() => Promise<unknown>)[] = [
    () => rm(stateDir, { recursive: true, force: true }),
  ];
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const [webPort, awsPort] = [await findFreePort(), await findFreePort()];
    const access = createCloudAccess(awsPort);
    const webOrigins = webOriginsOf(webPort);
    const ministack = await step('MiniStack', () =>
      startMinistack({ access, stateDir, webOrigins }),
    );
    closers.push(() => ministack.stop());
    const stackContext = {
      ...{ leaseSeconds, maxQueuedJobs, webOrigin: webOrigins[0] },
      ...parts.context,
    };
    const deployment = await step('the stack deployed', () =>
      deploy({ access, stateDir, context: stackContext }),
    );
    if (parts.pages) await step('the pages built', buildWeb);
    const web = await startWebServer({ port: webPort, access, ...deployment });
    closers.push(() => web.close());
    const shortPoll = await openShortPoll(deployment.outputs.JobQueueUrl);
    closers.push(async () => shortPoll.close());
    const workerEnv = {
      ...deployment.workerEnv,
      JOB_QUEUE_URL: shortPoll.queueUrl,
      LEASE_SECONDS: leaseSeconds,
      WORK_DIR: stateDir,
    };
    if (parts.worker) {
      const worker = startWorker(workerEnv, join(stateDir, 'worker.log'));
      closers.push(() => worker.stop());
    }
    const songPath = join(stateDir, 'song.wav');
    await writeFile(songPath, synthesiseSong());
    const context = { webUrl: web.url, workerEnv, songPath, ...queueUrlsOf(deployment) };
    return { context, apiUrl: deployment.apiUrl, stateDir, close };
  } catch (error) {
    await close();
    throw error;
  }
}
