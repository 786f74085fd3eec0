import { expect, it } from 'vitest';
import { bucketsOf } from './buckets.ts';

it('names the bucket of uploads and that of results', () => {
  const env = { UPLOADS_BUCKET_NAME: 'songs-in', RESULTS_BUCKET_NAME: 'scores-out' };
  expect(bucketsOf(env)).toEqual({ uploads: 'songs-in', results: 'scores-out' });
});
