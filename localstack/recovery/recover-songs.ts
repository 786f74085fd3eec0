import { readFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type CompletedJob, type Job, jobSchema } from '@my-pitch/shared/job';
import { artifactContentTypes, artifactKey, uploadKey } from '@my-pitch/shared/keys';
import { lifetimes } from '@my-pitch/shared/limits';
import { sweepAttributes } from '@my-pitch/shared/sweep-key';
import { awsClientConfig, type CloudAccess } from '../cloud/cloud-access.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { readSavedJobs } from './saved-jobs.ts';
import { findSavedObjects } from './saved-objects.ts';

export interface Recovery {
  /** Number of songs in the new deployment. */
  readonly recovered: number;
  /** File names of songs that are lost because one of their files is missing. */
  readonly lost: readonly string[];
}

/** Uploads a file to a bucket. */
type PutFile = (bucket: string, key: string, contentType: string, path: string) => Promise<void>;

/**
 * Copies the songs of a state folder to a fresh deployment: completed songs with their results, waiting
 * and processing ones from their upload on.
 */
export async function recoverSongs(
  stateDir: string,
  { outputs }: Deployment,
  access: CloudAccess,
): Promise<Recovery> {
  const config = awsClientConfig(access);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const s3 = new S3Client(config);
  const putFile: PutFile = async (Bucket, Key, ContentType, path) => {
    await s3.send(new PutObjectCommand({ Bucket, Key, ContentType, Body: await readFile(path) }));
  };
  const paths = await findSavedObjects(stateDir);
  const lost: string[] = [];
  let recovered = 0;
  for (const saved of await readSavedJobs(stateDir)) {
    const files = filesOf(saved, outputs);
    if (files.some(({ key }) => !paths.has(key))) {
      lost.push('fileName' in saved ? saved.fileName : saved.jobId);
      continue;
    }
    const job = restarted(saved);
    const Item = { ...job, ...sweepAttributes(job.jobId, job.status) };
    // The record first, because an upload without a job is ignored.
    await table.send(new PutCommand({ TableName: outputs.JobTableName, Item }));
    for (const { bucket, key, contentType } of files) {
      await putFile(bucket, key, contentType, paths.get(key) ?? '');
    }
    recovered += 1;
  }
  return { recovered, lost };
}

/** A job that waits or is in work, reset to the status before its upload, which is repeated. */
function restarted(job: Job): Job {
  if (job.status !== 'queued' && job.status !== 'processing') return job;
  const nowMs = Date.now();
  const uploadExpiresAt = new Date(nowMs + lifetimes.uploadFormSeconds * 1000).toISOString();
  const statusSince = new Date(nowMs).toISOString();
  // Its ticket was of the queue before.
  return jobSchema.parse({ ...job, status: 'awaiting-upload', statusSince, uploadExpiresAt });
}

function filesOf(job: Job, { UploadsBucketName, ResultsBucketName }: Deployment['outputs']) {
  if (job.status === 'completed') return artifactsOf(job, ResultsBucketName);
  if (job.status !== 'queued' && job.status !== 'processing') return [];
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
