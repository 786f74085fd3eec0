import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { correctionLimit, deletionLimit, type RateLimit } from '@my-pitch/shared/limits';
import {
  type ClientAction,
  type ClientLimiter,
  createClientLimiter,
} from '../clients/client-limiter.ts';
import { createDynamoBucketStore } from './dynamo-bucket-store.ts';

/** The limit of each action, from that of songs. */
const limitOf: Readonly<Record<ClientAction, (songs: RateLimit) => RateLimit>> = {
  create: (songs) => songs,
  delete: deletionLimit,
  correct: correctionLimit,
};

/**
 * The limiter of one action with the limits of the environment.
 * @param secret the present origin secret. A deployment changes it, and so makes all buckets full.
 */
export function createDynamoClientLimiter(
  dynamo: DynamoDBDocumentClient,
  action: ClientAction,
  secret: string,
): ClientLimiter {
  const env = parseEnv(clientEnvSchema, process.env);
  const songs = { burst: env.CLIENT_BURST, perHour: env.CLIENT_SONGS_PER_HOUR };
  return createClientLimiter({
    buckets: createDynamoBucketStore(dynamo, env.CLIENT_TABLE_NAME),
    clock: Date.now,
    secret,
    action,
    limit: limitOf[action](songs),
  });
}
