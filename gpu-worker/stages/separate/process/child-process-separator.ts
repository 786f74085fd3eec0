import { MachineFailure } from '@my-pitch/shared/errors';
import type { PcmFile } from '../../../audio/pcm-file.ts';
import { Turns } from '../../../turns.ts';
import type { SeparateOptions, Separator, StemFiles } from '../separator.ts';
import type { SeparatorSettings } from './protocol.ts';
import { ProcessExited, type ProcessOptions, SeparatorProcess } from './separator-process.ts';

/** A separator that can be checked. */
export interface ProcessSeparator extends Separator {
  /**
   * Ensures that the model is open in a process that has not separated anything yet; starts a new one if
   * necessary. This detects a lost model and tries a lost GPU again. While a song is being separated, its
   * next progress shows instead that the model works, and its process goes on.
   * @throws {MachineFailure} when the model cannot be opened.
   */
  check(): Promise<void>;
}

/**
 * Opens a separator in a child process. ONNX Runtime's Node binding blocks the thread that calls it for
 * seconds. In a child, the parent's heartbeats and signals are not blocked, an abort takes effect at
 * once, and running out of memory does not end the parent.
 * @throws {MachineFailure} that says what to do when the model cannot be opened.
 */
export async function openSeparator(
  settings: SeparatorSettings,
  options: ProcessOptions = {},
): Promise<ProcessSeparator> {
  return new ChildProcessSeparator(await SeparatorProcess.open(settings, options), options);
}

class ChildProcessSeparator implements ProcessSeparator {
  readonly #options: ProcessOptions;
  readonly #turns = new Turns();
  #child: SeparatorProcess;
  /** Includes the providers that crashed a process while opening the model: they would do so again. */
  #lastSettings: SeparatorSettings;
  #isUnused = true;
  #renewal: Promise<void> | undefined;
  /** Absent while no song has the turn. Resolves with its next progress, or `false` if it fails first. */
  #isWorking: PromiseWithResolvers<boolean> | undefined;

  constructor(child: SeparatorProcess, options: ProcessOptions) {
    this.#child = child;
    this.#lastSettings = child.settings;
    this.#options = options;
  }

  get model(): string {
    return this.#child.model;
  }

  get provider(): string {
    return this.#child.provider;
  }

  get engine(): string {
    return this.#child.engine;
  }

  async separate(mixture: PcmFile, outDir: string, options: SeparateOptions): Promise<StemFiles> {
    const endTurn = await this.#turns.take(options.signal);
    this.#isWorking = Promise.withResolvers();
    const onProgress = (fraction: number): void => {
      this.#isWorking?.resolve(true);
      this.#isWorking = Promise.withResolvers();
      options.onProgress?.(fraction);
    };
    try {
      const stems = await this.#separateInTurn(mixture, outDir, { ...options, onProgress });
      this.#isWorking.resolve(true);
      return stems;
    } catch (error) {
      // The next song may wait already, and the process that failed may fail again.
      if (!this.#isUnused) this.#child.stop();
      this.#isWorking.resolve(false);
      throw error;
    } finally {
      this.#isWorking = undefined;
      endTurn();
    }
  }

  async check(): Promise<void> {
    while (this.#isWorking) {
      if (await this.#isWorking.promise) return;
    }
    if (!this.#isUnused || !this.#child.isRunning) await this.#renew();
  }

  async close(): Promise<void> {
    this.#child.stop();
  }

  async #separateInTurn(
    mixture: PcmFile,
    outDir: string,
    options: SeparateOptions,
  ): Promise<StemFiles> {
    if (!this.#child.isRunning) await this.#renew();
    options.signal.throwIfAborted();
    this.#isUnused = false;
    const separate = () => this.#child.separate(mixture, outDir, options);
    const stems = await separate().catch(async (error: unknown) => {
      const { provider } = this.#child;
      if (!(error instanceof ProcessExited)) throw error;
      if (provider === 'cpu') throw new MachineFailure('unknown', error.message, { cause: error });
      // A GPU driver crashed the process, so ONNX Runtime had no error to fall back on.
      this.#child = await SeparatorProcess.openOnCpu(provider, this.#lastSettings, this.#options);
      options.signal.throwIfAborted();
      return separate();
    });
    // The next song tries the failed GPU again, in a new process.
    if (this.#child.hasFallenBack) this.#child.stop();
    return stems;
  }

  /** One at a time: a check whose caller gave up may still be running. */
  #renew(): Promise<void> {
    this.#renewal ??= this.#replace().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #replace(): Promise<void> {
    this.#child.stop();
    this.#child = await SeparatorProcess.open(this.#lastSettings, this.#options);
    this.#lastSettings = this.#child.settings;
    this.#isUnused = true;
  }
}
