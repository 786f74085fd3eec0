import { readFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type CompletedJob, type Job, jobSchema } from '@my-pitch/shared/job';
import { artifactContentTypes, artifactKey, uploadKey } from '@my-pitch/shared/keys';
import { lifetimes } from '@my-pitch/shared/limits';
import { sweepAttributes } from '@my-pitch/shared/sweep-key';
import { awsClientConfig, type CloudAccess } from '../cloud/cloud-access.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { announceUpload } from './resume-uploads.ts';
import { readSavedJobs } from './saved-jobs.ts';
import { findSavedObjects } from './saved-objects.ts';

export interface Recovery {
  /** Number of songs in the new deployment. */
  readonly recovered: number;
  /** File names of songs that are lost because one of their files is missing. */
  readonly lost: readonly string[];
}

/**
 * Copies the songs of a state folder to a fresh deployment: completed songs with their results, waiting
 * and processing ones from their upload on.
 */
export async function recoverSongs(
  stateDir: string,
  deployment: Deployment,
  access: CloudAccess,
): Promise<Recovery> {
  const { outputs, objectStore, storageConfig } = deployment;
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(awsClientConfig(access)));
  const s3 = new S3Client(storageConfig);
  const files = objectStore
    ? await keptFiles(s3, outputs.UploadsBucketName, outputs.ResultsBucketName)
    : await savedFiles(s3, stateDir);
  const lost: string[] = [];
  let recovered = 0;
  for (const saved of await readSavedJobs(stateDir)) {
    const needed = filesOf(saved, outputs);
    if (needed.some(({ key }) => !files.has(key))) {
      lost.push('fileName' in saved ? saved.fileName : saved.jobId);
      continue;
    }
    const job = restarted(saved);
    const Item = { ...job, ...sweepAttributes(job.jobId, job.status) };
    // The record first, because an upload without a job is ignored.
    await table.send(new PutCommand({ TableName: outputs.JobTableName, Item }));
    for (const file of needed) await files.restore(file);
    recovered += 1;
  }
  return { recovered, lost };
}

interface SongFile {
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
}

/** The files of the songs, wherever they are. */
interface RecoverableFiles {
  has(key: string): boolean;
  /** Makes a file available to the new deployment. */
  restore(file: SongFile): Promise<void>;
}

/** Files in the state folder, which are uploaded again. */
async function savedFiles(s3: S3Client, stateDir: string): Promise<RecoverableFiles> {
  const paths = await findSavedObjects(stateDir);
  return {
    has: (key) => paths.has(key),
    async restore({ bucket: Bucket, key: Key, contentType: ContentType }) {
      const Body = await readFile(paths.get(Key) ?? '');
      await s3.send(new PutObjectCommand({ Bucket, Key, ContentType, Body }));
    },
  };
}

/** Files in an object store of their own, which was not damaged. Uploads are announced again. */
async function keptFiles(
  s3: S3Client,
  uploads: string,
  results: string,
): Promise<RecoverableFiles> {
  const keys = new Set<string>();
  for (const Bucket of [uploads, results]) {
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket })) {
      for (const { Key = '' } of Contents) keys.add(Key);
    }
  }
  return {
    has: (key) => keys.has(key),
    async restore({ bucket, key, contentType }) {
      if (bucket === uploads) await announceUpload(s3, bucket, key, contentType);
    },
  };
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

function filesOf(
  job: Job,
  { UploadsBucketName, ResultsBucketName }: Deployment['outputs'],
): readonly SongFile[] {
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
