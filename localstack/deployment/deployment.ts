import type { Stack } from '@aws-sdk/client-cloudformation';
import { socketStage } from '@my-pitch/shared/socket';
import { z } from 'zod';
import { awsEnv, type CloudAccess } from '../cloud/cloud-access.ts';
import { loopback } from '../ports.ts';

const outputsSchema = z.object({
  JobTableName: z.string().min(1),
  UploadsBucketName: z.string().min(1),
  ResultsBucketName: z.string().min(1),
  JobQueueUrl: z.url(),
  DeadLetterQueueUrl: z.url(),
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
}

/**
 * Reads the stack's outputs.
 * @throws {z.ZodError} if one is missing.
 */
export function readDeployment(stack: Stack, access: CloudAccess): Deployment {
  const outputs = outputsSchema.parse(
    Object.fromEntries((stack.Outputs ?? []).map((o) => [o.OutputKey, o.OutputValue])),
  );
  return {
    outputs,
    apiUrl: localApiUrl(outputs.ApiUrl, access.port),
    socketUrl: localApiUrl(outputs.SocketUrl, access.port, socketStage),
    workerEnv: {
      ...awsEnv(access),
      JOB_TABLE_NAME: outputs.JobTableName,
      UPLOADS_BUCKET_NAME: outputs.UploadsBucketName,
      RESULTS_BUCKET_NAME: outputs.ResultsBucketName,
      JOB_QUEUE_URL: outputs.JobQueueUrl,
      S3_FORCE_PATH_STYLE: 'true',
      PIPELINE_CODE: outputs.PipelineCode,
    },
  };
}

/** MiniStack serves `https://{id}.execute-api.…` under a local path. */
export function localApiUrl(apiUrl: string, port: number, stage = '$default'): string {
  const [apiId = ''] = new URL(apiUrl).hostname.split('.');
  return `http://${loopback}:${port}/_aws/execute-api/${apiId}/${stage}`;
}
