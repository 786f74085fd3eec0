import { objectStoreOf } from '@my-pitch/shared/aws/object-store';
import { workerEnvSchema } from '@my-pitch/shared/env';
import { expect, it } from 'vitest';
import { createCloudAccess } from '../cloud/cloud-access.ts';
import { readDeployment } from './deployment.ts';

const outputs = {
  JobTableName: 'jobs',
  UploadsBucketName: 'uploads',
  ResultsBucketName: 'results',
  JobQueueUrl: 'http://localhost:5001/000000000000/jobs',
  DeadLetterQueueUrl: 'http://localhost:5001/000000000000/dead',
  UploadEventQueueUrl: 'http://localhost:5001/000000000000/events',
  DeadUploadEventQueueUrl: 'http://localhost:5001/000000000000/dead-events',
  ApiUrl: 'https://abcd1234.execute-api.us-east-1.amazonaws.com',
  SocketUrl: 'wss://efgh5678.execute-api.us-east-1.amazonaws.com',
  PipelineCode: 'a1b2c3d4',
};
const access = createCloudAccess(5001);
const stackWith = (values: Record<string, string>) => ({
  StackName: 'MyPitch',
  CreationTime: new Date(0),
  StackStatus: 'CREATE_COMPLETE' as const,
  Outputs: Object.entries(values).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
});

it('provides the complete environment of a worker', () => {
  const { workerEnv } = readDeployment(stackWith(outputs), access);
  expect(workerEnvSchema.parse(workerEnv)).toMatchObject({
    JOB_TABLE_NAME: 'jobs',
    S3_FORCE_PATH_STYLE: true,
    PIPELINE_CODE: 'a1b2c3d4',
  });
  expect(workerEnv.AWS_ENDPOINT_URL).toBe('http://127.0.0.1:5001');
});

it('names another object store, for the worker and for clients of the buckets', async () => {
  const store = {
    ...{ endpoint: 'http://127.0.0.1:9000', publicEndpoint: 'https://songs.example' },
    ...{ region: 'us-east-1', accessKeyId: 'minio', secretAccessKey: 'secret' },
  };
  const { workerEnv, storageConfig } = readDeployment(stackWith(outputs), access, store);
  expect(objectStoreOf(workerEnvSchema.parse(workerEnv))).toEqual(store);
  expect(storageConfig.endpoint).toBe('http://127.0.0.1:9000');
  const { storageConfig: onS3 } = readDeployment(stackWith(outputs), access);
  expect(onS3.endpoint).toBe('http://127.0.0.1:5001');
});

it('converts the API’s URL to MiniStack’s path', () => {
  expect(readDeployment(stackWith(outputs), access).apiUrl).toBe(
    'http://127.0.0.1:5001/_aws/execute-api/abcd1234/$default',
  );
});

it('names a missing output', () => {
  const { ApiUrl: _, ...others } = outputs;
  expect(() => readDeployment(stackWith(others), access)).toThrow(/ApiUrl/);
});
