import type { JobId } from '@my-pitch/shared/ids';
import type { JobOptions } from '@my-pitch/shared/job';

/** A song on this device with the options of its job. */
export interface SongToSend {
  readonly file: File;
  readonly options: JobOptions;
  /** The original, if the song is a take. */
  readonly takeOf?: JobId | undefined;
}
