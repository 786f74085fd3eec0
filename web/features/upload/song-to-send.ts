import type { JobOptions } from '@my-pitch/shared/job';

/** A song on this device and what is wanted of it. */
export interface SongToSend {
  readonly file: File;
  readonly options: JobOptions;
}
