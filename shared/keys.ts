import { z } from 'zod';
import { type JobId, jobIdSchema } from './ids.ts';

/** Everything a finished job leaves in the results bucket, by file name. */
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
] as const;
export const artifactNameSchema = z.enum(artifactNames);
export type ArtifactName = z.infer<typeof artifactNameSchema>;

export type ObjectKey = string & z.core.$brand<'ObjectKey'>;

/** The content type with which each artifact is stored and served. */
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
};

/** What the keys of all uploads, and of all artifacts, begin with. */
export const uploadPrefix = 'uploads/';
export const artifactPrefix = 'results/';

/** Where the browser puts a job's song, in the uploads bucket. */
export function uploadKey(jobId: JobId): ObjectKey {
  return `${uploadPrefix}${jobId}/source` as ObjectKey;
}

/** Where one artifact lies, in the results bucket. The same for every attempt, so that a redelivery overwrites rather than adds. */
export function artifactKey(jobId: JobId, name: ArtifactName): ObjectKey {
  return `${artifactPrefix}${jobId}/${name}` as ObjectKey;
}

/** The job whose upload has this key; `undefined` for a key that is no upload of ours. */
export function jobIdOfUpload(key: string): JobId | undefined {
  return parseId(/^uploads\/([^/]+)\/source$/.exec(key)?.[1]);
}

/** The job that left an object with this key; `undefined` for a key that is no artifact of ours. */
export function jobIdOfArtifact(key: string): JobId | undefined {
  return parseId(/^results\/([^/]+)\/[^/]+$/.exec(key)?.[1]);
}

function parseId(candidate: string | undefined): JobId | undefined {
  const parsed = jobIdSchema.safeParse(candidate);
  return parsed.success ? parsed.data : undefined;
}
