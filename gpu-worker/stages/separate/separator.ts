import type { JobOptions, Preset } from '@my-pitch/shared/job';
import type { PcmFile } from '../../audio/pcm-file.ts';

/** Which stems to make of a song, and how. */
export interface WantedStems {
  readonly preset: Preset;
  /** `four` adds drums, bass and other, if the model has drums or bass. */
  readonly stems: JobOptions['stems'];
}

export interface SeparateOptions extends WantedStems {
  /** Aborts the work, within one segment. */
  readonly signal: AbortSignal;
  /** Called after each batch of segments with the share that is done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** `accompaniment` is everything except the voice. */
export type StemName = 'vocals' | 'accompaniment' | 'drums' | 'bass' | 'other';

/** Vocals and accompaniment add up to the song; so do vocals, drums, bass and other. */
export type StemFiles = Readonly<
  Record<'vocals' | 'accompaniment', PcmFile> & Partial<Record<'drums' | 'bass' | 'other', PcmFile>>
>;

/** A loaded separation model. It separates any number of songs, one after the other. */
export interface Separator {
  /** The model's name. */
  readonly model: string;
  /** The execution provider in use: `cpu`, `openvino`, `cuda`, … */
  readonly provider: string;
  /** What computes, with its precision: `onnxruntime-node float32`, `openvino bfloat16`, … */
  readonly engine: string;
  /**
   * Separates a mixture into raw files in `outDir`, named after their stems and as long as the mixture. The
   * same mixture gives the same bytes on the same machine.
   * @throws the signal's reason when it aborts; {Error} when the network fails on every provider.
   */
  separate(mixture: PcmFile, outDir: string, options: SeparateOptions): Promise<StemFiles>;
  close(): Promise<void>;
}
