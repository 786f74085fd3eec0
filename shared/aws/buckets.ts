/** The names of the two S3 buckets. */
export interface Buckets {
  readonly uploads: string;
  readonly results: string;
}

/** The buckets that the environment of a function or a worker names. */
export function bucketsOf(env: {
  readonly UPLOADS_BUCKET_NAME: string;
  readonly RESULTS_BUCKET_NAME: string;
}): Buckets {
  return { uploads: env.UPLOADS_BUCKET_NAME, results: env.RESULTS_BUCKET_NAME };
}
