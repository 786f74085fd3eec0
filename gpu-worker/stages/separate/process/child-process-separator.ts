import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { MachineFailure } from '@my-pitch/shared/errors';
import type { PcmFile } from '../../../audio/pcm-file.ts';
import type { OnDownload } from '../model/download-model.ts';
import type { SeparateOptions, Separator, StemFiles } from '../separator.ts';
import type { Order, Report, SeparatorSettings } from './protocol.ts';

const defaultEntry = join(import.meta.dirname, 'separator-child.ts');

export interface ProcessOptions {
  /** Called while a model is fetched from the network. */
  readonly onDownload?: OnDownload;
  /** The child's program, for tests. */
  readonly entry?: string;
}

/** A separator that can be checked. */
export interface ProcessSeparator extends Separator {
  /**
   * Makes sure that the model is open in a process that has not worked yet: in a new one, unless the
   * present one is new. So a lost model is found, and a GPU that was lost is tried again.
   * @throws {MachineFailure} when the model cannot be opened.
   */
  check(): Promise<void>;
}

/**
 * A separator in a process of its own. ONNX Runtime's Node binding computes on the thread that calls
 * it, for seconds at a time; here heartbeats and signals get through meanwhile, work stops at once,
 * and a process that runs out of memory is not this one.
 * @throws {MachineFailure} that says what to do when the model cannot be opened.
 */
export async function openSeparator(
  settings: SeparatorSettings,
  options: ProcessOptions = {},
): Promise<ProcessSeparator> {
  let child = await SeparatorChild.open(settings, options);
  // With what the process has died of while it opened: it would do so again.
  let lasting = child.settings;
  let isNew = true;
  const replace = async (): Promise<void> => {
    child.stop();
    child = await SeparatorChild.open(lasting, options);
    lasting = child.settings;
    isNew = true;
  };
  let renewal: Promise<void> | undefined;
  // One at a time: whoever asks for a check may have left before it ended.
  const renew = (): Promise<void> => {
    renewal ??= replace().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
  return {
    get model() {
      return child.model;
    },
    get provider() {
      return child.provider;
    },
    async separate(mixture, outDir, separateOptions) {
      separateOptions.signal.throwIfAborted();
      // The last one was stopped, or died, with the song before.
      if (!child.isRunning) await renew();
      isNew = false;
      const separate = () => child.separate(mixture, outDir, separateOptions);
      const stems = await separate().catch(async (error: unknown) => {
        const { provider } = child;
        if (!(error instanceof ProcessDied)) throw error;
        if (provider === 'cpu')
          throw new MachineFailure('unknown', error.message, { cause: error });
        // A driver that takes its process down tells ONNX Runtime nothing it could fall back upon.
        child = await SeparatorChild.openInsteadOf(provider, lasting, options);
        return separate();
      });
      // A GPU that failed in this song may be there again for the next one: a new process will try.
      if (child.hasFallenBack) child.stop();
      return stems;
    },
    async check() {
      if (!isNew || !child.isRunning) await renew();
    },
    close: async () => child.stop(),
  };
}

class SeparatorChild {
  readonly #process: ChildProcess;
  readonly settings: SeparatorSettings;
  model = '';
  provider = '';
  #firstProvider = '';

  private constructor(process: ChildProcess, settings: SeparatorSettings) {
    this.#process = process;
    this.settings = settings;
  }

  /** Providers whose driver takes the process down while the model opens are left for the next. */
  static async open(settings: SeparatorSettings, options: ProcessOptions): Promise<SeparatorChild> {
    const { entry = defaultEntry, onDownload } = options;
    const child = new SeparatorChild(
      fork(entry, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] }),
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
      child.#firstProvider = opened.provider;
      return child;
    } catch (error) {
      child.stop();
      if (!(error instanceof ProcessDied)) throw error;
      if (opening === 'cpu') throw new MachineFailure('model', error.message, { cause: error });
      return SeparatorChild.open(without(opening, settings), options);
    }
  }

  /** On the processor, for one song whose process died on another provider. */
  static async openInsteadOf(
    provider: string,
    settings: SeparatorSettings,
    options: ProcessOptions,
  ): Promise<SeparatorChild> {
    const onProcessor = { ...without(provider, settings), executionProviders: ['cpu'] };
    const child = await SeparatorChild.open(onProcessor, options);
    child.#firstProvider = provider;
    return child;
  }

  /** The channel outlives the process by a moment: only without an exit status is it alive. */
  get isRunning(): boolean {
    const { connected, killed, exitCode, signalCode } = this.#process;
    return connected && !killed && exitCode === null && signalCode === null;
  }

  /** Whether the provider it began with has failed. */
  get hasFallenBack(): boolean {
    return this.provider !== this.#firstProvider;
  }

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

  /** Sends an order and waits for its report, or for the process's end; other reports are passed on. */
  #ask<Kind extends Report['kind']>(
    order: Order,
    kind: Kind,
    onReport: (report: Report) => void,
  ): Promise<Extract<Report, { kind: Kind }>> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        this.#process.off('message', hear).off('exit', mourn);
        act();
      };
      const hear = (report: Report): void => {
        if (report.kind === 'failed') settle(() => reject(revived(report)));
        else if (isKind(report, kind)) settle(() => resolve(report));
        else onReport(report);
      };
      const mourn = (code: number | null, signal: string | null): void =>
        settle(() => reject(causeOfDeath(code, signal)));
      this.#process.on('message', hear).on('exit', mourn);
      // Only a process that is ending cannot be told anything, and its end says more than EPIPE.
      this.#process.send(order, (error) => {
        const { exitCode, signalCode } = this.#process;
        if (error && (exitCode !== null || signalCode !== null)) mourn(exitCode, signalCode);
      });
    });
  }
}

function without(provider: string, settings: SeparatorSettings): SeparatorSettings {
  return { ...settings, diedOn: [...(settings.diedOn ?? []), provider] };
}

function isKind<Kind extends Report['kind']>(
  report: Report,
  kind: Kind,
): report is Extract<Report, { kind: Kind }> {
  return report.kind === kind;
}

function revived({ fault, message, stack }: Extract<Report, { kind: 'failed' }>): MachineFailure {
  const cause = new Error(message);
  if (stack !== undefined) cause.stack = stack;
  return new MachineFailure(fault, message, { cause });
}

/** The process ended by itself, in the middle of its work. */
class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** Nobody but the operating system, short of memory, kills the process unasked. */
function causeOfDeath(code: number | null, signal: string | null): Error {
  const how = signal ?? `exit code ${code}`;
  if (signal === 'SIGKILL') return new MachineFailure('out-of-memory', 'The separation was killed');
  return new ProcessDied(`The separation process ended with ${how}`);
}
