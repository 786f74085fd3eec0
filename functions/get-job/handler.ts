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

/** Links through CloudFront if it has a key for them, otherwise to S3. */
function createSigner(): GetJobContext['signer'] {
  const links = parseEnv(resultLinksEnvSchema, process.env);
  const { RESULT_ORIGIN: origin, RESULT_KEY_ID: keyId, RESULT_KEY_PARAMETER: parameter } = links;
  if (origin === undefined || keyId === undefined || parameter === undefined) {
    return createS3Signer(createS3Client(env.S3_FORCE_PATH_STYLE, 'browser'), bucketsOf(env));
  }
  const store = createSsmSecretStore(new SSMClient({}));
  const readPrivateKey = async () => {
    const key = await store.read(parameter);
    if (key === undefined) throw new Error(`There is no parameter ${parameter}`);
    return key;
  };
  return createCloudFrontLinks({ origin, keyId, readPrivateKey, clock: Date.now });
}

/** `GET /api/jobs/{jobId}` */
export const handler = telemetry.inInvocation(
  guardOrigin(telemetry, secrets, getJobEndpoint(telemetry, context)),
);
