import type { Stack } from '@aws-sdk/client-cloudformation';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import {
  type ObjectStore,
  objectStoreClientConfig,
  objectStoreEnv,
} from '@my-pitch/shared/aws/object-store';
import { socketStage } from '@my-pitch/shared/socket';
import { z } from 'zod';
import { awsClientConfig, awsEnv, type CloudAccess, endpointOf } from '../cloud/cloud-access.ts';

const outputsSchema = z.object({
  JobTableName: z.string().min(1),
  UploadsBucketName: z.string().min(1),
  ResultsBucketName: z.string().min(1),
  JobQueueUrl: z.url(),
  DeadLetterQueueUrl: z.url(),
  UploadEventQueueUrl: z.url(),
  DeadUploadEventQueueUrl: z.url(),
  ApiUrl: z.url(),
  SocketUrl: z.url(),
  PipelineCode: z.string().min(1),
});

/** The deployed stack's outputs and addresses. */
export interface Deployment {
  readonly outputs: z.infer<typeof outputsSchema>;
  /** Base URL of the HTTP API on this machine. */
  readonly apiUrl: string;
  /** URL of the WebSocket API on this machine; the scheme is `http`. */
  readonly socketUrl: string;
  /** The environment of a worker for this stack. */
  readonly workerEnv: Readonly<Record<string, string>>;
  /** Where the songs are, if not on the emulator's S3. */
  readonly objectStore: ObjectStore | undefined;
  /** Configuration of clients in this process for the buckets. */
  readonly storageConfig: S3ClientConfig;
}

/**
 * Reads the stack's outputs.
 * @throws {z.ZodError} if one is missing.
 */
export function readDeployment(
  stack: Stack,
  access: CloudAccess,
  objectStore?: ObjectStore,
): Deployment {
  const outputs = outputsSchema.parse(
    Object.fromEntries((stack.Outputs ?? []).map((o) => [o.OutputKey, o.OutputValue])),
  );
  return {
    outputs,
    apiUrl: localApiUrl(outputs.ApiUrl, access),
    socketUrl: localApiUrl(outputs.SocketUrl, access, socketStage),
    workerEnv: {
      ...awsEnv(access),
      JOB_TABLE_NAME: outputs.JobTableName,
      UPLOADS_BUCKET_NAME: outputs.UploadsBucketName,
      RESULTS_BUCKET_NAME: outputs.ResultsBucketName,
      JOB_QUEUE_URL: outputs.JobQueueUrl,
      S3_FORCE_PATH_STYLE: 'true',
      PIPELINE_CODE: outputs.PipelineCode,
      ...(objectStore && objectStoreEnv(objectStore)),
    },
    objectStore,
    storageConfig: { ...awsClientConfig(access), ...objectStoreClientConfig(objectStore) },
  };
}

/** MiniStack serves `https://{id}.execute-api.…` under a local path. */
export function localApiUrl(apiUrl: string, access: CloudAccess, stage = '$default'): string {
  const [apiId = ''] = new URL(apiUrl).hostname.split('.');
  return `${endpointOf(access)}/_aws/execute-api/${apiId}/${stage}`;
}

/** The queues that tests look into. */
export function queueUrlsOf({ outputs }: Deployment) {
  return {
    deadLetterQueueUrl: outputs.DeadLetterQueueUrl,
    uploadEventQueueUrl: outputs.UploadEventQueueUrl,
    deadUploadEventQueueUrl: outputs.DeadUploadEventQueueUrl,
  };
}
