import { jobIdSchema } from '@my-pitch/shared/ids';

/**
 * The address of a song's page. The id opens the result, so it is in the fragment, which browsers send to
 * no server.
 */
export function songPath(jobId: string): string {
  return `/song#${jobId}`;
}

/** The address of the sample song. */
export const samplePath = '/song#sample';

/** The job id in a fragment such as `#3f2b…`; `sample` for the sample song, `none` for any other fragment. */
export function songIdOf(fragment: string) {
  if (fragment === '#sample') return 'sample';
  const parsed = jobIdSchema.safeParse(fragment.slice(1));
  return parsed.success ? parsed.data : 'none';
}
