import { SSMClient } from '@aws-sdk/client-ssm';
import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import {
  functionEnvSchema,
  originEnvSchema,
  parseEnv,
  resultLinksEnvSchema,
} from '@my-pitch/shared/env';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createCloudFrontLinks } from '../aws/cloudfront-links.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createDynamoQueueCounters } from '../aws/dynamo-queue-counters.ts';
import { createS3Signer } from '../aws/s3-signer.ts';
import { createSsmSecretStore } from '../aws/ssm-secret-store.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { guardOrigin } from '../http/origin-guard.ts';
import { cachedSummary } from '../queue/cached-summary.ts';
import { type GetJobContext, getJobEndpoint } from './endpoint.ts';
import { readLinkSettings } from './read-link-settings.ts';

const telemetry = createTelemetry('get-job');
const env = parseEnv(functionEnvSchema, process.env);
const { ORIGIN_SECRETS: secrets } = parseEnv(originEnvSchema, process.env);
const dynamo = createDynamoClient();
const context: GetJobContext = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  counters: cachedSummary(
    createDynamoQueueCounters(dynamo, env.JOB_TABLE_NAME, Date.now),
    Date.now,
  ),
  workerStartSeconds: env.WORKER_START_SECONDS,
  signer: createSigner(),
  clock: Date.now,
};

/** Links through CloudFront where the stack has it, otherwise to S3. */
function createSigner(): GetJobContext['signer'] {
  const toS3 = createS3Signer(createS3Client(env.S3_FORCE_PATH_STYLE, 'browser'), bucketsOf(env));
  const { RESULT_LINKS_PARAMETER: parameter } = parseEnv(resultLinksEnvSchema, process.env);
  if (parameter === undefined) return toS3;
  const store = createSsmSecretStore(new SSMClient({}));
  const readSettings = () => readLinkSettings(parameter, store);
  return createCloudFrontLinks({ readSettings, otherwise: toS3, clock: Date.now });
}

/** `GET /api/jobs/{jobId}` */
export const handler = telemetry.inInvocation(
  guardOrigin(telemetry, secrets, getJobEndpoint(telemetry, context)),
);
