import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MachineFailure, type MachineFault } from '@my-pitch/shared/errors';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { runMediaTool, shortText } from '../audio/media-tool.ts';
import type { JobQueue, JobTable, SongFiles } from '../ports.ts';
import type { ProcessSeparator } from '../stages/separate/process/child-process-separator.ts';
import { machineFailureOf } from './classify-machine-failure.ts';

const probeFileBytes = 16 * 1024 * 1024;
/** The slowest check is opening a model for the first time on a GPU. */
const defaultTimeoutMs = 60_000;

export interface SelfProbeParts {
  /** The folder for songs in work. */
  readonly workDir: string;
  readonly queue: Pick<JobQueue, 'check'>;
  readonly table: Pick<JobTable, 'read'>;
  readonly files: Pick<SongFiles, 'check'>;
  readonly separator: Pick<ProcessSeparator, 'check'>;
  readonly timeoutMs?: number;
}

interface Check {
  readonly name: string;
  /** The fault to report if the error shows none. */
  readonly defaultFault: MachineFault;
  readonly run: () => Promise<unknown>;
}

/**
 * Tests everything that a song needs of this machine: disk, programs, AWS and the model.
 * @returns the first fault; `undefined` if there is none.
 */
export async function probeSelf(parts: SelfProbeParts): Promise<MachineFailure | undefined> {
  for (const check of checksOf(parts)) {
    try {
      await withTimeout(parts.timeoutMs ?? defaultTimeoutMs, check.run());
    } catch (error) {
      const { fault, detail } = machineFailureOf(error);
      const kind = fault === 'unknown' ? check.defaultFault : fault;
      return new MachineFailure(kind, `${check.name}: ${detail}`, { cause: error });
    }
  }
  return undefined;
}

function checksOf({ workDir, queue, table, files, separator }: SelfProbeParts): readonly Check[] {
  const unusedJobId = jobIdSchema.parse(randomUUID());
  return [
    { name: 'the work folder', defaultFault: 'unknown', run: () => writeAndSync(workDir) },
    { name: 'ffmpeg', defaultFault: 'tool-missing', run: () => checkTool('ffmpeg') },
    { name: 'ffprobe', defaultFault: 'tool-missing', run: () => checkTool('ffprobe') },
    { name: 'the queue', defaultFault: 'network', run: () => queue.check() },
    { name: 'the table', defaultFault: 'network', run: () => table.read(unusedJobId) },
    { name: 'the buckets', defaultFault: 'network', run: () => files.check(unusedJobId) },
    { name: 'the model', defaultFault: 'model', run: () => separator.check() },
  ];
}

async function writeAndSync(workDir: string): Promise<void> {
  const path = join(workDir, 'probe');
  try {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(Buffer.alloc(probeFileBytes, 1));
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

async function checkTool(tool: 'ffmpeg' | 'ffprobe'): Promise<void> {
  const { signal } = new AbortController();
  const options = {
    ...{ signal, timeoutSeconds: 20, processorSeconds: 5, fileBytes: 0 },
    read: shortText(16_384),
  };
  const { exitCode, messages } = await runMediaTool(tool, ['-version'], options);
  if (exitCode !== 0) throw new Error(`It ended with exit code ${exitCode}: ${messages}`);
}

/** Abandons a check that does not answer in time: a hanging network must not hang the probe. */
async function withTimeout(ms: number, answer: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${ms / 1000} s`)), ms);
  // An abandoned check may fail later. That must not be an unhandled rejection.
  answer.catch(() => undefined);
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
