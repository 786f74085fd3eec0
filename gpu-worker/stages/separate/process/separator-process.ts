import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { MachineFailure } from '@my-pitch/shared/errors';
import type { PcmFile } from '../../../audio/pcm-file.ts';
import type { OnDownload } from '../model/download-model.ts';
import type { SeparateOptions, StemFiles } from '../separator.ts';
import { deserializeError, type Order, type Report, type SeparatorSettings } from './protocol.ts';

const defaultEntry = join(import.meta.dirname, 'separator-child.ts');

/**
 * glibc keeps freed memory for each thread by default. Measured: with one arena for all threads, separation needs
 * 0.15 GB less with OpenVINO and 0.04 GB less with ONNX Runtime, in the same time.
 */
const oneArena = { MALLOC_ARENA_MAX: '1' };

export interface ProcessOptions {
  /** Called while a model is downloaded. */
  readonly onDownload?: OnDownload;
  /** The child's program; tests use another. */
  readonly entry?: string;
}

/** The child process exited during its work, neither killed nor asked to. */
export class ProcessExited extends Error {
  override readonly name = 'ProcessExited';
}

/** A child process with an open model. */
export class SeparatorProcess {
  readonly #process: ChildProcess;
  readonly settings: SeparatorSettings;
  model = '';
  provider = '';
  engine = '';
  #firstProvider = '';

  private constructor(process: ChildProcess, settings: SeparatorSettings) {
    this.#process = process;
    this.settings = settings;
  }

  /**
   * Starts a process and opens the model. When a provider crashes the process, another process opens the
   * model without it; `settings.failedProviders` lists them.
   * @throws {MachineFailure} when the model cannot be opened.
   */
  static async open(
    settings: SeparatorSettings,
    options: ProcessOptions,
  ): Promise<SeparatorProcess> {
    const { entry = defaultEntry, onDownload } = options;
    const child = new SeparatorProcess(
      fork(entry, {
        ...{ stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] },
        env: { ...oneArena, ...process.env },
      }),
      settings,
    );
    let opening = 'cpu';
    try {
      const order: Order = { kind: 'open', settings };
      const opened = await child.#ask(order, 'opened', (report) => {
        if (report.kind === 'downloading') onDownload?.(report.received, report.total);
        if (report.kind === 'opening') opening = report.provider;
      });
      child.model = opened.model;
      child.provider = opened.provider;
      child.engine = opened.engine;
      child.#firstProvider = opened.provider;
      return child;
    } catch (error) {
      child.stop();
      if (!(error instanceof ProcessExited)) throw error;
      if (opening === 'cpu') throw new MachineFailure('model', error.message, { cause: error });
      return SeparatorProcess.open(withFailed(opening, settings), options);
    }
  }

  /** Opens the model on the CPU, for one song whose process another provider crashed. */
  static async openOnCpu(
    failedProvider: string,
    settings: SeparatorSettings,
    options: ProcessOptions,
  ): Promise<SeparatorProcess> {
    const onCpu = { ...withFailed(failedProvider, settings), executionProviders: ['cpu'] };
    const child = await SeparatorProcess.open(onCpu, options);
    child.#firstProvider = failedProvider;
    return child;
  }

  /** The IPC channel can outlive the process for a moment, so the exit status is checked too. */
  get isRunning(): boolean {
    const { connected, killed, exitCode, signalCode } = this.#process;
    return connected && !killed && exitCode === null && signalCode === null;
  }

  /** Whether the first provider has failed. */
  get hasFallenBack(): boolean {
    return this.provider !== this.#firstProvider;
  }

  /**
   * Separates a mixture. An abort kills the process.
   * @throws the signal's reason; {MachineFailure} that the child reported; {ProcessExited}.
   */
  async separate(
    mixture: PcmFile,
    outDir: string,
    { preset, stems, signal, onProgress }: SeparateOptions,
  ): Promise<StemFiles> {
    const stop = (): void => this.stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const order: Order = { kind: 'separate', mixture, outDir, preset, stems };
      const separated = await this.#ask(order, 'separated', (report) => {
        if (report.kind === 'progress') onProgress?.(report.fraction);
      });
      this.provider = separated.provider;
      this.engine = separated.engine;
      return separated.stems;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  stop(): void {
    this.#process.kill('SIGKILL');
  }

  /** Sends an order and waits for a report of this kind or the process's exit; passes other reports on. */
  #ask<Kind extends Report['kind']>(
    order: Order,
    kind: Kind,
    onOther: (report: Report) => void,
  ): Promise<Extract<Report, { kind: Kind }>> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        this.#process.off('message', onReport).off('exit', onExit);
        act();
      };
      const onReport = (report: Report): void => {
        if (report.kind === 'failed') settle(() => reject(deserializeError(report)));
        else if (isKind(report, kind)) settle(() => resolve(report));
        else onOther(report);
      };
      const onExit = (code: number | null, signal: string | null): void =>
        settle(() => reject(exitError(code, signal)));
      this.#process.on('message', onReport).on('exit', onExit);
      this.#process.send(order, (error) => {
        // Sending fails only to an exiting process, whose exit status says more than EPIPE.
        const { exitCode, signalCode } = this.#process;
        if (error && (exitCode !== null || signalCode !== null)) onExit(exitCode, signalCode);
      });
    });
  }
}

function withFailed(provider: string, settings: SeparatorSettings): SeparatorSettings {
  return { ...settings, failedProviders: [...(settings.failedProviders ?? []), provider] };
}

function isKind<Kind extends Report['kind']>(
  report: Report,
  kind: Kind,
): report is Extract<Report, { kind: Kind }> {
  return report.kind === kind;
}

/** The error for an exit during work. Only the kernel's out-of-memory killer sends SIGKILL here. */
function exitError(code: number | null, signal: string | null): Error {
  const how = signal ?? `exit code ${code}`;
  if (signal === 'SIGKILL') return new MachineFailure('out-of-memory', 'The separation was killed');
  return new ProcessExited(`The separation process ended with ${how}`);
}
