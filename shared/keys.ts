import { z } from 'zod';
import { type JobId, jobIdSchema } from './ids.ts';

/** File names of a completed job's artifacts in the results bucket. */
export const artifactNames = [
  'vocals.m4a',
  'accompaniment.m4a',
  'vocals.flac',
  'accompaniment.flac',
  'drums.m4a',
  'bass.m4a',
  'other.m4a',
  'drums.flac',
  'bass.flac',
  'other.flac',
  'analysis.json',
  'score.json',
  'score.musicxml',
  'score.mid',
  'sung.mid',
  'comparison.json',
] as const;
export const artifactNameSchema = z.enum(artifactNames);
export type ArtifactName = z.infer<typeof artifactNameSchema>;

export type ObjectKey = string & z.core.$brand<'ObjectKey'>;

/** The content type of each artifact. */
export const artifactContentTypes: Readonly<Record<ArtifactName, string>> = {
  'vocals.m4a': 'audio/mp4',
  'accompaniment.m4a': 'audio/mp4',
  'vocals.flac': 'audio/flac',
  'accompaniment.flac': 'audio/flac',
  'drums.m4a': 'audio/mp4',
  'bass.m4a': 'audio/mp4',
  'other.m4a': 'audio/mp4',
  'drums.flac': 'audio/flac',
  'bass.flac': 'audio/flac',
  'other.flac': 'audio/flac',
  'analysis.json': 'application/json',
  'score.json': 'application/json',
  'score.musicxml': 'application/vnd.recordare.musicxml+xml',
  'score.mid': 'audio/midi',
  'sung.mid': 'audio/midi',
  'comparison.json': 'application/json',
};

/** Key prefixes of uploads and artifacts. */
export const uploadPrefix = 'uploads/';
export const artifactPrefix = 'results/';

/** The key of a job's song in the uploads bucket. */
export function uploadKey(jobId: JobId): ObjectKey {
  return `${uploadPrefix}${jobId}/source` as ObjectKey;
}

/** The key of an artifact in the results bucket. It is the same for every attempt, so a retry overwrites. */
export function artifactKey(jobId: JobId, name: ArtifactName): ObjectKey {
  return `${artifactPrefix}${jobId}/${name}` as ObjectKey;
}

export const correctionsName = 'corrections.json';

/**
 * The key of a song's corrections. They are no artifact: the owner makes them, so they are not copied to
 * another job with the same song, and no signed link leads to them.
 */
export function correctionsKey(jobId: JobId): ObjectKey {
  return `${artifactPrefix}${jobId}/${correctionsName}` as ObjectKey;
}

/** The job whose upload has this key; `undefined` for any other key. */
export function jobIdOfUpload(key: string): JobId | undefined {
  return parseId(/^uploads\/([^/]+)\/source$/.exec(key)?.[1]);
}

/** The job whose artifact or corrections have this key; `undefined` for any other key. */
export function jobIdOfArtifact(key: string): JobId | undefined {
  return parseId(/^results\/([^/]+)\/[^/]+$/.exec(key)?.[1]);
}

function parseId(candidate: string | undefined): JobId | undefined {
  const parsed = jobIdSchema.safeParse(candidate);
  return parsed.success ? parsed.data : undefined;
}
