import { originSecret } from './http-event.ts';

/**
 * The environment of the functions in tests, without that of the AWS clients.
 * @param origin where the queue is.
 */
export function handlerSettings(origin: string): Readonly<Record<string, string>> {
  return {
    JOB_TABLE_NAME: 'jobs',
    ORIGIN_SECRETS: originSecret,
    CLIENT_TABLE_NAME: 'clients',
    CLIENT_BURST: '30',
    CLIENT_SONGS_PER_HOUR: '60',
    UPLOADS_BUCKET_NAME: 'songs-in',
    RESULTS_BUCKET_NAME: 'scores-out',
    JOB_QUEUE_URL: `${origin}/queue`,
    PIPELINE_VERSION: 'code bundled swift-f0',
  };
}
