import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { jobOptionsSchema, type Preset } from '@my-pitch/shared/job';
import type { Stage } from '@my-pitch/shared/stages';
import { runStages } from '../../gpu-worker/stages/run-stages.ts';
import { openSeparator } from '../../gpu-worker/stages/separate/process/child-process-separator.ts';
import type { Separator } from '../../gpu-worker/stages/separate/separator.ts';
import type { Span } from './draw-timeline.ts';

/**
 * Processes a song in this process and records when each stage ran, and each process that it started (Linux
 * only: reads /proc).
 */
export async function recordTimeline(songPath: string, preset: Preset): Promise<readonly Span[]> {
  const workDir = mkdtempSync(join(tmpdir(), 'my-pitch-timeline-'));
  const startMs = performance.now();
  const now = () => (performance.now() - startMs) / 1000;
  const begun: { readonly stage: Stage; readonly startSeconds: number }[] = [];
  const processes = new Map<string, Span>();
  const sampling = setInterval(() => sample(processes, now()), 50);
  let opening: Promise<Separator> | undefined;
  try {
    await runStages(
      {
        ...{ sourcePath: songPath, title: '', maxDurationSeconds: 3600, pitchMethod: 'swift-f0' },
        options: jobOptionsSchema.parse({ preset }),
      },
      {
        workDir,
        separator: () => {
          opening = openSeparator({ logLevel: 'warn', logTo: 2 });
          return opening;
        },
        signal: new AbortController().signal,
        onStage: async (stage) => void begun.push({ stage, startSeconds: now() }),
        onProgress: () => undefined,
      },
    );
    const endSeconds = now();
    const stages = begun.map(({ stage, startSeconds }, i) => {
      const end = begun[i + 1]?.startSeconds ?? endSeconds;
      return { lane: `stage ${stage}`, startSeconds, endSeconds: end };
    });
    return [...stages, ...processes.values()];
  } finally {
    clearInterval(sampling);
    await (await opening)?.close();
    rmSync(workDir, { recursive: true });
  }
}

/** Extends the spans of this process's children that run now, and adds new ones. */
function sample(processes: Map<string, Span>, endSeconds: number): void {
  const tasks = `/proc/${process.pid}/task`;
  const children = readdirSync(tasks).flatMap((task) =>
    readText(`${tasks}/${task}/children`).split(' ').filter(Boolean),
  );
  for (const child of children) {
    const command = readText(`/proc/${child}/cmdline`).split('\0').filter(Boolean);
    const lane = laneOf(command);
    if (lane === undefined) continue;
    const startSeconds = processes.get(child)?.startSeconds ?? endSeconds;
    processes.set(child, { lane, startSeconds, endSeconds });
  }
}

/** What a process is for, from its command line. */
function laneOf(command: readonly string[]): string | undefined {
  if (command.some((word) => word.endsWith('separator-child.ts'))) return 'separation process';
  if (!command.some((word) => word.endsWith('ffmpeg'))) return undefined;
  const last = command.at(-1) ?? '';
  if (last.endsWith('.m4a')) return `encode ${basename(last)}`;
  const rate = command.join(' ').match(/aresample=(\d+)/)?.[1] ?? '';
  return last === '-' ? `decode, resample ${rate}` : `ffmpeg ${basename(last)}`;
}

/** Returns '' for a process that exited after it was listed. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
