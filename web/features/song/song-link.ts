import { jobIdSchema } from '@my-pitch/shared/ids';

/**
 * The address of a song's page. The id opens the result, so it is in the fragment, which browsers send to
 * no server.
 */
export function songPath(jobId: string): string {
  return `/song#${jobId}`;
}

/** The job id in a fragment such as `#3f2b…`; `none` for any other fragment. */
export function songIdOf(fragment: string) {
  const parsed = jobIdSchema.safeParse(fragment.slice(1));
  return parsed.success ? parsed.data : 'none';
}
