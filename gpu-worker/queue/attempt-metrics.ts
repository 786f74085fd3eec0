import type { FailureCode } from '@my-pitch/shared/errors';
import type { ProcessingJob } from '@my-pitch/shared/job';
import { type ProductMetrics, providerLabel } from '@my-pitch/shared/product-metrics';
import type { Stage } from '@my-pitch/shared/stages';
import { isGpu } from '../stages/separate/runtime/is-gpu.ts';

export interface AttemptMetricsContext {
  readonly metrics: ProductMetrics;
  /** Whether this machine has a GPU for the separation. */
  readonly expectsGpu: boolean;
}

/** Records the metrics of one attempt. Its durations of stages come from a monotonic clock. */
export class AttemptMetrics {
  readonly #job: ProcessingJob;
  readonly #context: AttemptMetricsContext;
  #running: { readonly stage: Stage; readonly startMs: number } | undefined;
  #provider: string | undefined;

  constructor(job: ProcessingJob, context: AttemptMetricsContext) {
    this.#job = job;
    this.#context = context;
  }

  /** The job was claimed. A later claim is not counted as waiting: the song was being processed. */
  claimed(): void {
    if (this.#job.lease.attempt > 1) return;
    this.#context.metrics.record('WaitingSeconds', this.#secondsSinceUpload(), {});
  }

  /** A stage begins, which ends the one before. */
  enteredStage(stage: Stage): void {
    this.#endStage();
    this.#running = { stage, startMs: performance.now() };
  }

  /** @param provider the execution provider that separated the song. */
  separatedBy(provider: string): void {
    this.#provider = provider;
    const { metrics, expectsGpu } = this.#context;
    if (expectsGpu && !isGpu(provider)) metrics.record('CpuFallbacks', 1, {});
  }

  /** The job is completed: its last stage has ended. */
  completed(): void {
    this.#endStage();
    const { metrics } = this.#context;
    const Preset = this.#job.options.preset;
    metrics.record('SongsCompleted', 1, { Preset, Provider: providerLabel(this.#provider) });
    metrics.record('UploadToScoreSeconds', this.#secondsSinceUpload(), {});
  }

  /** The job has failed for good. */
  failed(code: FailureCode): void {
    this.#context.metrics.record('SongsFailed', 1, { FailureCode: code });
  }

  #endStage(): void {
    if (!this.#running) return;
    const { stage, startMs } = this.#running;
    this.#running = undefined;
    const seconds = (performance.now() - startMs) / 1000;
    this.#context.metrics.record('StageSeconds', seconds, { Stage: stage });
  }

  /** Clocks of two machines differ: the difference may come out negative. */
  #secondsSinceUpload(): number {
    return Math.max(0, (Date.now() - Date.parse(this.#job.queuedAt)) / 1000);
  }
}
