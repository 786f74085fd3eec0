import { readFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CompletedJob, Job } from '@my-pitch/shared/job';
import { artifactContentTypes, artifactKey, uploadKey } from '@my-pitch/shared/keys';
import { awsClientConfig, type CloudAccess } from '../cloud-access.ts';
import type { Deployment } from '../deployment.ts';
import { readSavedJobs } from './saved-jobs.ts';
import { findSavedObjects } from './saved-objects.ts';

export interface Recovered {
  /** How many songs are in the new deployment. */
  readonly taken: number;
  /** The file names of those that are not, because a file of theirs is gone. */
  readonly lost: readonly string[];
}

/** Puts one object into a bucket, from a file. */
type PutFile = (bucket: string, key: string, contentType: string, path: string) => Promise<void>;

/**
 * Takes the songs of a state folder over into a fresh deployment: finished ones with their results;
 * those that wait or were worked on begin anew with their upload.
 */
export async function recoverSongs(
  stateDir: string,
  { outputs }: Deployment,
  access: CloudAccess,
): Promise<Recovered> {
  const config = awsClientConfig(access);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const s3 = new S3Client(config);
  const putFile: PutFile = async (Bucket, Key, ContentType, path) => {
    await s3.send(new PutObjectCommand({ Bucket, Key, ContentType, Body: await readFile(path) }));
  };
  const paths = await findSavedObjects(stateDir);
  const lost: string[] = [];
  let taken = 0;
  for (const saved of await readSavedJobs(stateDir)) {
    const job = restarted(saved);
    const files = filesOf(job, outputs);
    if (files.some(({ key }) => !paths.has(key))) {
      lost.push('fileName' in job ? job.fileName : job.jobId);
      continue;
    }
    // The record first: an upload that arrives before its job is nobody's.
    await table.send(new PutCommand({ TableName: outputs.JobTableName, Item: job }));
    for (const { bucket, key, contentType } of files) {
      await putFile(bucket, key, contentType, paths.get(key) ?? '');
    }
    taken += 1;
  }
  return { taken, lost };
}

/** A job as it begins anew: whoever worked on it is gone. */
function restarted(job: Job): Job {
  if (job.status !== 'processing') return job;
  const { lease: _lease, progress: _progress, startedAt: _startedAt, ...waiting } = job;
  return { ...waiting, status: 'queued' };
}

function filesOf(job: Job, { UploadsBucketName, ResultsBucketName }: Deployment['outputs']) {
  if (job.status === 'completed') return artifactsOf(job, ResultsBucketName);
  if (job.status !== 'queued') return [];
  return [
    { bucket: UploadsBucketName, key: uploadKey(job.jobId), contentType: job.contentType } as const,
  ];
}

function artifactsOf({ jobId, artifacts }: CompletedJob, bucket: string) {
  return artifacts.map(({ name }) => ({
    bucket,
    key: artifactKey(jobId, name),
    contentType: artifactContentTypes[name],
  }));
}
