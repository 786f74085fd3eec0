import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createEmfMetrics } from '@my-pitch/shared/aws/emf-metrics';
import { correlationIdSchema } from '@my-pitch/shared/ids';
import { jobSchema } from '@my-pitch/shared/job';
import { composeJobMessage } from '@my-pitch/shared/messages';
import { pino } from 'pino';
import { afterEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from './audio/testing/audio-fixtures.ts';
import { createPrometheusMetrics } from './metrics/prometheus-metrics.ts';
import type { SongFiles } from './ports.ts';
import { processJob } from './process-job.ts';
import { handleMessage } from './queue/handle-message.ts';
import type { WorkerContext } from './queue/run-attempt.ts';
import { FakeTable, fakeWorker, jobId, messageOf, queuedJob } from './queue/testing/fake-worker.ts';
import { sing } from './stages/pitch/testing/synthetic-voice.ts';
import type { Separator } from './stages/separate/separator.ts';

const secrets = ['비밀 노래', 'Secret Song', 'Secret Tag', 'a'.repeat(64)];
const correlationId = correlationIdSchema.parse('00000000-0000-4000-8000-00000000c0de');

afterEach(() => void vi.restoreAllMocks());

function writeSong(path: string): void {
  writeFileSync(`${path}.f32`, sing([{ midi: 60, seconds: 1 }], 22050));
  const raw = ['-f', 'f32le', '-ar', '22050', '-ac', '1', '-i', `${path}.f32`];
  const tag = ['-metadata', 'title=Secret Tag', '-f', 'wav', path];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...raw, ...tag]);
}

/** Everything that a worker writes about a song: its log, and both forms of its metrics. */
async function writtenAbout(write: (path: string) => void, lateFault?: Error) {
  const files: SongFiles = {
    download: async (_jobId, toPath) => write(toPath),
    upload: async () => {
      if (lateFault) throw lateFault;
    },
    downloadResult: async () => false,
    removeArtifacts: async () => undefined,
    check: async () => undefined,
  };
  const context = {
    ...{ table: new FakeTable([]), files, workDir: await temporaryFolder() },
    separator: {} as Separator,
    ...{ maxDurationSeconds: 60, pitchMethod: 'swift-f0' as const },
  };
  const lines: string[] = [];
  const stdout: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => stdout.push(String(text)) > 0);
  const outputs = [createEmfMetrics(), createPrometheusMetrics()] as const;
  const different: Partial<WorkerContext> = {
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    processJob: (job, hooks) => processJob(job, hooks, context),
    metrics: {
      record: (name, value, labels) => {
        for (const output of outputs) output.record(name, value, labels);
      },
    },
  };
  const job = jobSchema.parse({
    ...queuedJob,
    correlationId,
    fileName: '비밀 노래 Secret Song.mp3',
    options: { content: 'voice' },
  });
  const { worker, table } = fakeWorker(job, different);
  const message = messageOf({ body: composeJobMessage({ jobId, correlationId }) });
  await (await handleMessage(message, worker))?.run();
  vi.restoreAllMocks();
  const { text } = await outputs[1].expose();
  return { status: table.job?.status, lines, emf: stdout.join(''), text };
}

it.each<readonly [string, string, (path: string) => void, Error | undefined]>([
  ['is transcribed', 'completed', writeSong, undefined],
  ['is damaged', 'failed', (path) => writeFileSync(path, 'RIFF Secret Song'), undefined],
  ['cannot be stored', 'processing', writeSong, new Error('refused')],
])(
  'a song that %s leaves neither name, title, tag nor token in log and metrics',
  async (_name, status, write, lateFault) => {
    const written = await writtenAbout(write, lateFault);
    expect(written.status).toBe(status);
    expect(written.lines.length).toBeGreaterThan(1);
    expect(written.emf).toContain('"WaitingSeconds"');
    const all = [...written.lines, written.emf, written.text].join('\n');
    for (const secret of secrets) expect(all).not.toContain(secret);
    // The job's id opens the result: metrics are read by more people than logs.
    expect(written.emf + written.text).not.toContain(jobId);
  },
);

it('each line about a song has its correlation id, once', async () => {
  const { lines } = await writtenAbout(writeSong);
  for (const line of lines) expect(line.split(correlationId)).toHaveLength(2);
});
