import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A document client. The SDK reads endpoint, region and credentials from the environment. */
export function createDynamoClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}));
}

/** @param forcePathStyle whether URLs contain the bucket's name in the path instead of the host. */
export function createS3Client(forcePathStyle: boolean): S3Client {
  return new S3Client({
    forcePathStyle,
    // By default the SDK signs checksum parameters into links and forms. Browsers do not send them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
