import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A document client; endpoint, region and credentials come from the SDK's own environment. */
export function createDynamoClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}));
}

/** @param forcePathStyle whether the bucket's name goes into the path instead of the host. */
export function createS3Client(forcePathStyle: boolean): S3Client {
  return new S3Client({
    forcePathStyle,
    // By default the SDK signs checksum parameters into links and forms, which browsers cannot keep.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
