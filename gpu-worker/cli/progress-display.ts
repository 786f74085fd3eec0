import type { Progress, Stage } from '@my-pitch/shared/stages';

const stageLabels: Readonly<Record<Stage, string>> = {
  decode: 'Reading the file',
  separate: 'Separating the voice',
  pitch: 'Following the pitch',
  notes: 'Finding the notes',
  score: 'Writing the score',
  store: 'Saving',
};
const barWidth = 28;

export interface TextOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows progress: a bar on one line of a terminal; without a terminal, one line per stage. */
export class ProgressDisplay {
  readonly #output: TextOutput;
  #stage: Stage | undefined;
  #endsAt: string | undefined;

  constructor(output: TextOutput) {
    this.#output = output;
  }

  show(progress: Progress): void {
    // The report of a new stage has no estimate. The earlier one stays valid.
    this.#endsAt = progress.endsAt ?? this.#endsAt;
    if (this.#output.isTTY) {
      const line = progressLine({ ...progress, endsAt: this.#endsAt }, Date.now());
      this.#output.write(`\r${line}\u001b[K`);
    } else if (progress.stage !== this.#stage) {
      this.#output.write(`${stageLabels[progress.stage]}\n`);
    }
    this.#stage = progress.stage;
  }

  /** Shows how much of a separation model is downloaded. */
  showDownload(receivedBytes: number, totalBytes: number | undefined): void {
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
    const of = totalBytes === undefined ? '' : ` of ${megabytes(totalBytes)}`;
    const line = `Fetching the separation model: ${megabytes(receivedBytes)}${of} MB`;
    if (this.#output.isTTY) this.#output.write(`\r${line}\u001b[K`);
    else if (receivedBytes === totalBytes) this.#output.write(`${line}\n`);
  }

  /** Clears the line of the bar. */
  clear(): void {
    if (this.#output.isTTY) this.#output.write('\r\u001b[K');
  }
}

/** One line: bar, percentage, stage and, once there is an estimate, the remaining time. */
export function progressLine({ stage, overallFraction, endsAt }: Progress, nowMs: number): string {
  const filled = Math.round(overallFraction * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  const percent = `${Math.floor(overallFraction * 100)}`.padStart(3);
  const secondsLeft = endsAt === undefined ? 0 : (Date.parse(endsAt) - nowMs) / 1000;
  const left = secondsLeft < 1 ? '' : ` · ${formatSeconds(secondsLeft)} left`;
  return `${bar} ${percent} % · ${stageLabels[stage]}${left}`;
}

/** `0:07`, `3:05`, `72:00`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
