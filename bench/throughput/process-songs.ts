import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { jobSchema, presetSchema } from '@my-pitch/shared/job';
import { defaultLimits } from '@my-pitch/shared/limits';
import { z } from 'zod';
import { processJob } from '../../gpu-worker/process-job.ts';
import { FakeTable, fakeWorker, queuedJob } from '../../gpu-worker/queue/testing/fake-worker.ts';
import { MemoryQueue } from '../../gpu-worker/queue/testing/memory-queue.ts';
import { workLoop } from '../../gpu-worker/queue/work-loop.ts';
import { openSeparator } from '../../gpu-worker/stages/separate/process/child-process-separator.ts';
import type { Separator } from '../../gpu-worker/stages/separate/separator.ts';
import { simulatedGpu } from './simulated-gpu.ts';

// The program that `run.ts` measures: works through the same song several times and prints JSON.
const { songPath, songs, maxSongs, preset, gpuSecondsPerSongMinute } = z
  .object({
    songPath: z.string(),
    songs: z.int().positive(),
    maxSongs: z.int().positive(),
    preset: presetSchema,
    /** Absent: the separation runs on this machine. */
    gpuSecondsPerSongMinute: z.number().optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const files = {
  download: async (_jobId: string, toPath: string) => copyFile(songPath, toPath),
  upload: async () => {},
  downloadResult: async () => false,
  removeArtifacts: async () => {},
  check: async () => {},
};
const separator = await openChosenSeparator();
const workDir = await mkdtemp(join(tmpdir(), 'my-pitch-throughput-'));
try {
  // The first song opens the network of its preset and warms the compiler up.
  await work(1, 1);
  const loopDelay = monitorEventLoopDelay({ resolution: 10 });
  loopDelay.enable();
  const startMs = performance.now();
  await work(songs, maxSongs);
  const seconds = (performance.now() - startMs) / 1000;
  console.log(JSON.stringify({ seconds, longestBlockSeconds: loopDelay.max / 1e9 }));
} finally {
  await separator.close();
  await rm(workDir, { recursive: true });
}

function openChosenSeparator(): Promise<Separator> {
  if (gpuSecondsPerSongMinute !== undefined) {
    return Promise.resolve(simulatedGpu(gpuSecondsPerSongMinute));
  }
  const firstSong = { preset, stems: 'two' as const };
  return openSeparator({ logLevel: 'warn', logTo: 2, firstSong });
}

/** Runs the work loop until the queue is empty. @throws {Error} when a song did not complete. */
async function work(count: number, atATime: number): Promise<void> {
  const jobIds = Array.from({ length: count }, () => jobIdSchema.parse(randomUUID()));
  const table = new FakeTable(
    jobIds.map((jobId) => jobSchema.parse({ ...queuedJob, jobId, options: { preset } })),
  );
  const queue = new MemoryQueue();
  for (const jobId of jobIds) queue.send(jobId);
  const { worker, shutdown } = fakeWorker(undefined);
  const context = {
    ...{ table, files, separator, workDir, maxDurationSeconds: defaultLimits.maxDurationSeconds },
    pitchMethod: 'swift-f0' as const,
  };
  await workLoop({
    ...{ ...worker, table, files, maxSongs: atATime },
    queue: {
      receive: (seconds, signal) => queue.receive(seconds, signal),
      hide: (message, seconds) => queue.hide(message, seconds),
      check: async () => {},
      async delete(message) {
        await queue.delete(message);
        if (queue.messageIds.length === 0) shutdown.abort();
      },
    },
    protection: { enable: async () => {}, disable: async () => {} },
    processJob: (job, hooks) => processJob(job, hooks, context),
  });
  for (const jobId of jobIds) {
    const job = await table.read(jobId);
    if (job?.status !== 'completed') throw new Error(`A song ended as ${JSON.stringify(job)}`);
  }
}
