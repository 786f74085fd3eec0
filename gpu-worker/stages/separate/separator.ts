import type { JobOptions, Preset } from '@my-pitch/shared/job';
import type { PcmFile } from '../../audio/pcm-file.ts';

/** What is wanted of a song. */
export interface WantedStems {
  readonly preset: Preset;
  /** `four` gives drums, bass and other besides, as far as the model knows them. */
  readonly stems: JobOptions['stems'];
}

export interface SeparateOptions extends WantedStems {
  /** Stops the work within one segment. */
  readonly signal: AbortSignal;
  /** Called after each segment with the share that is done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** The parts a song comes apart into; `accompaniment` is everything but the voice. */
export type StemName = 'vocals' | 'accompaniment' | 'drums' | 'bass' | 'other';

/** Vocals and accompaniment add up to the song; so do vocals, drums, bass and other. */
export type StemFiles = Readonly<
  Record<'vocals' | 'accompaniment', PcmFile> & Partial<Record<'drums' | 'bass' | 'other', PcmFile>>
>;

/** A loaded separation model, good for any number of songs, one at a time. */
export interface Separator {
  /** The model's name. */
  readonly model: string;
  /** The execution provider in use: `cpu`, `cuda`, … */
  readonly provider: string;
  /**
   * Takes a mixture apart into raw files in `outDir`, named for their stems and each as long as the
   * mixture. The same mixture gives the same bytes on the same machine.
   * @throws the signal's reason when it aborts; {Error} when the network fails on every provider.
   */
  separate(mixture: PcmFile, outDir: string, options: SeparateOptions): Promise<StemFiles>;
  close(): Promise<void>;
}
