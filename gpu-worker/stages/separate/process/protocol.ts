import { MachineFailure, type MachineFault } from '@my-pitch/shared/errors';
import type { PcmFile } from '../../../audio/pcm-file.ts';
import type { SeparatorOptions } from '../load-separator.ts';
import type { Separator, StemFiles, WantedStems } from '../separator.ts';

/** Which model to open, and where to log: the options that can be sent to another process. */
export interface SeparatorSettings
  extends Omit<SeparatorOptions, 'log' | 'onDownload' | 'onOpening'> {
  readonly logLevel: string;
  /** 1 for standard output, 2 for standard error. */
  readonly logTo: 1 | 2;
  /** Providers that crashed an earlier process: not to be tried again. */
  readonly failedProviders?: readonly string[];
}

/** Message to the child process. */
export type Order = { readonly kind: 'open'; readonly settings: SeparatorSettings } | SeparateOrder;

interface SeparateOrder extends WantedStems {
  readonly kind: 'separate';
  readonly mixture: PcmFile;
  readonly outDir: string;
}

/** Message from the child process. */
export type Report =
  | ({ readonly kind: 'opened'; readonly model: string } & InUse)
  | { readonly kind: 'opening'; readonly provider: string }
  | { readonly kind: 'downloading'; readonly received: number; readonly total: number | undefined }
  | { readonly kind: 'progress'; readonly fraction: number }
  | ({ readonly kind: 'separated'; readonly stems: StemFiles } & InUse)
  | FailedReport;

/** The execution provider and the engine that are in use. */
type InUse = Pick<Separator, 'provider' | 'engine'>;

interface FailedReport {
  readonly kind: 'failed';
  readonly fault: MachineFault;
  readonly message: string;
  readonly stack: string | undefined;
}

/** An error as a message. Errors themselves lose their class between processes. */
export function serializeError({ fault, detail, stack }: MachineFailure): FailedReport {
  return { kind: 'failed', fault, message: detail, stack };
}

/** The child's error again, with its stack as the cause. */
export function deserializeError({ fault, message, stack }: FailedReport): MachineFailure {
  const cause = new Error(message);
  if (stack !== undefined) cause.stack = stack;
  return new MachineFailure(fault, message, { cause });
}
