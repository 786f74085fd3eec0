import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { deletionLimit } from '@my-pitch/shared/limits';
import { type ClientLimiter, createClientLimiter } from '../clients/client-limiter.ts';
import { createDynamoBucketStore } from './dynamo-bucket-store.ts';

/**
 * The limiter of one action with the limits of the environment.
 * @param secret the present origin secret. A deployment changes it, and so makes all buckets full.
 */
export function createDynamoClientLimiter(
  dynamo: DynamoDBDocumentClient,
  action: 'create' | 'delete',
  secret: string,
): ClientLimiter {
  const env = parseEnv(clientEnvSchema, process.env);
  const songs = { burst: env.CLIENT_BURST, perHour: env.CLIENT_SONGS_PER_HOUR };
  return createClientLimiter({
    buckets: createDynamoBucketStore(dynamo, env.CLIENT_TABLE_NAME),
    clock: Date.now,
    secret,
    action,
    limit: action === 'create' ? songs : deletionLimit(songs),
  });
}
