import type { MachineFault } from '@my-pitch/shared/errors';
import type { PcmFile } from '../../../audio/pcm-file.ts';
import type { SeparatorOptions } from '../load-separator.ts';
import type { StemFiles, WantedStems } from '../separator.ts';

/** Which model to open, and where to log: everything but what cannot be sent to another process. */
export interface SeparatorSettings
  extends Omit<SeparatorOptions, 'log' | 'onDownload' | 'onOpening'> {
  readonly logLevel: string;
  /** 1 for standard output, 2 for standard error. */
  readonly logTo: 1 | 2;
  /** The providers on which processes before this one died: not to be tried again. */
  readonly diedOn?: readonly string[];
}

/** What the separation process is told. */
export type Order = { readonly kind: 'open'; readonly settings: SeparatorSettings } | SeparateOrder;

interface SeparateOrder extends WantedStems {
  readonly kind: 'separate';
  readonly mixture: PcmFile;
  readonly outDir: string;
}

/** What it answers. */
export type Report =
  | { readonly kind: 'opened'; readonly model: string; readonly provider: string }
  | { readonly kind: 'opening'; readonly provider: string }
  | { readonly kind: 'downloading'; readonly received: number; readonly total: number | undefined }
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'separated'; readonly stems: StemFiles; readonly provider: string }
  | {
      readonly kind: 'failed';
      readonly fault: MachineFault;
      readonly message: string;
      readonly stack: string | undefined;
    };
