import type { Stack } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { awsEnv, type CloudAccess } from './cloud-access.ts';
import { loopback } from './ports.ts';

const outputsSchema = z.object({
  JobTableName: z.string().min(1),
  UploadsBucketName: z.string().min(1),
  ResultsBucketName: z.string().min(1),
  JobQueueUrl: z.url(),
  DeadLetterQueueUrl: z.url(),
  ApiUrl: z.url(),
});

/** What has been deployed, and where it answers. */
export interface Deployment {
  readonly outputs: z.infer<typeof outputsSchema>;
  /** Where the HTTP API answers on this machine; paths are put behind it. */
  readonly apiUrl: string;
  /** The environment with which a worker reaches it. */
  readonly workerEnv: Readonly<Record<string, string>>;
}

/**
 * Reads the stack's outputs.
 * @throws {z.ZodError} when one is missing.
 */
export function readDeployment(stack: Stack, access: CloudAccess): Deployment {
  const outputs = outputsSchema.parse(
    Object.fromEntries((stack.Outputs ?? []).map((o) => [o.OutputKey, o.OutputValue])),
  );
  return {
    outputs,
    apiUrl: localApiUrl(outputs.ApiUrl, access.port),
    workerEnv: {
      ...awsEnv(access),
      JOB_TABLE_NAME: outputs.JobTableName,
      UPLOADS_BUCKET_NAME: outputs.UploadsBucketName,
      RESULTS_BUCKET_NAME: outputs.ResultsBucketName,
      JOB_QUEUE_URL: outputs.JobQueueUrl,
      S3_FORCE_PATH_STYLE: 'true',
    },
  };
}

/** MiniStack answers for `https://{id}.execute-api.…` under a path of its own. */
function localApiUrl(apiUrl: string, port: number): string {
  const [apiId = ''] = new URL(apiUrl).hostname.split('.');
  return `http://${loopback}:${port}/_aws/execute-api/${apiId}/$default`;
}
