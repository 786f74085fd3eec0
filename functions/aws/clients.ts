import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { objectStoreClientConfig, objectStoreOf } from '@my-pitch/shared/aws/object-store';
import { objectStoreEnvSchema, parseEnv } from '@my-pitch/shared/env';

/** A document client. The SDK reads endpoint, region and credentials from the environment. */
export function createDynamoClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}));
}

/**
 * A client for the object store, which is S3 unless the environment names another one.
 * @param forcePathStyle whether URLs contain the bucket's name in the path instead of the host.
 * @param user who uses the addresses that the client signs.
 */
export function createS3Client(
  forcePathStyle: boolean,
  user: 'program' | 'browser' = 'program',
): S3Client {
  const store = objectStoreOf(parseEnv(objectStoreEnvSchema, process.env));
  return new S3Client({
    forcePathStyle,
    ...objectStoreClientConfig(store, user),
    // By default the SDK signs checksum parameters into links and forms. Browsers do not send them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
