import { MachineFailure } from '@my-pitch/shared/errors';
import type { Separator } from '../separator.ts';
import type { SeparatorSettings } from './protocol.ts';
import { ProcessExited, type ProcessOptions, SeparatorProcess } from './separator-process.ts';

/** A separator that can be checked. */
export interface ProcessSeparator extends Separator {
  /**
   * Ensures that the model is open in a process that has not separated anything yet; starts a new one if
   * necessary. This detects a lost model and tries a lost GPU again.
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
  let child = await SeparatorProcess.open(settings, options);
  // Includes the providers that crashed a process while opening the model: they would do so again.
  let lastSettings = child.settings;
  let isUnused = true;
  const replace = async (): Promise<void> => {
    child.stop();
    child = await SeparatorProcess.open(lastSettings, options);
    lastSettings = child.settings;
    isUnused = true;
  };
  let renewal: Promise<void> | undefined;
  // One at a time: a check whose caller gave up may still be running.
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
      if (!child.isRunning) await renew();
      isUnused = false;
      const separate = () => child.separate(mixture, outDir, separateOptions);
      const stems = await separate().catch(async (error: unknown) => {
        const { provider } = child;
        if (!(error instanceof ProcessExited)) throw error;
        if (provider === 'cpu')
          throw new MachineFailure('unknown', error.message, { cause: error });
        // A GPU driver crashed the process, so ONNX Runtime had no error to fall back on.
        child = await SeparatorProcess.openOnCpu(provider, lastSettings, options);
        return separate();
      });
      // The next song tries the failed GPU again, in a new process.
      if (child.hasFallenBack) child.stop();
      return stems;
    },
    async check() {
      if (!isUnused || !child.isRunning) await renew();
    },
    close: async () => child.stop(),
  };
}
