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
/** Opening a model, on a GPU and for the first time, takes the longest. */
const answerWithinMs = 60_000;

export interface SelfProbeParts {
  /** Where songs are worked on. */
  readonly workDir: string;
  readonly queue: Pick<JobQueue, 'check'>;
  readonly table: Pick<JobTable, 'read'>;
  readonly files: Pick<SongFiles, 'check'>;
  readonly separator: Pick<ProcessSeparator, 'check'>;
  readonly answerWithinMs?: number;
}

interface Check {
  readonly name: string;
  /** What it is called when the error itself does not say what is wrong. */
  readonly otherwise: MachineFault;
  readonly run: () => Promise<unknown>;
}

/**
 * Tries all that a song needs of this machine: disk, programs, AWS and the model.
 * @returns what is wrong first, `undefined` when nothing is.
 */
export async function probeSelf(parts: SelfProbeParts): Promise<MachineFailure | undefined> {
  for (const check of checksOf(parts)) {
    try {
      await within(parts.answerWithinMs ?? answerWithinMs, check.run());
    } catch (error) {
      const { fault, detail } = machineFailureOf(error);
      const kind = fault === 'unknown' ? check.otherwise : fault;
      return new MachineFailure(kind, `${check.name}: ${detail}`, { cause: error });
    }
  }
  return undefined;
}

function checksOf({ workDir, queue, table, files, separator }: SelfProbeParts): readonly Check[] {
  const nobodys = jobIdSchema.parse(randomUUID());
  return [
    { name: 'the work folder', otherwise: 'unknown', run: () => writeAndSync(workDir) },
    { name: 'ffmpeg', otherwise: 'tool-missing', run: () => answers('ffmpeg') },
    { name: 'ffprobe', otherwise: 'tool-missing', run: () => answers('ffprobe') },
    { name: 'the queue', otherwise: 'network', run: () => queue.check() },
    { name: 'the table', otherwise: 'network', run: () => table.read(nobodys) },
    { name: 'the buckets', otherwise: 'network', run: () => files.check(nobodys) },
    { name: 'the model', otherwise: 'model', run: () => separator.check() },
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

async function answers(tool: 'ffmpeg' | 'ffprobe'): Promise<void> {
  const { signal } = new AbortController();
  const options = {
    ...{ signal, timeoutSeconds: 20, processorSeconds: 5, fileBytes: 0 },
    read: shortText(16_384),
  };
  const { exitCode, messages } = await runMediaTool(tool, ['-version'], options);
  if (exitCode !== 0) throw new Error(`It ended with exit code ${exitCode}: ${messages}`);
}

/** What does not answer in time is left behind: a hanging network must not hang the probe. */
async function within(ms: number, answer: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${ms / 1000} s`)), ms);
  // Whatever it says later, nobody waits for it any more.
  answer.catch(() => undefined);
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
