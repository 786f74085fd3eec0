import { createHash } from 'node:crypto';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Ids in keys of objects and in paths of the API. */
const idsInPaths = new RegExp(`(?<=(?:uploads|results|jobs)(?:/|%2F))${uuid}`, 'g');
const idsInJson = new RegExp(`(?<="jobId":")${uuid}(?=")`, 'g');

/**
 * A job's name in logs. The id itself opens the result, and logs have more readers than a job has friends.
 * An operator who has an id finds its lines: `printf %s "$ID" | sha256sum | cut -c1-16`.
 */
export function jobFingerprint(jobId: string): string {
  return createHash('sha256').update(jobId).digest('hex').slice(0, 16);
}

/** Replaces job ids by their fingerprints in a line of a JSON log. */
export function hideJobIds(line: string): string {
  return line.replace(idsInJson, jobFingerprint).replace(idsInPaths, jobFingerprint);
}

/** The same as a replacer for `JSON.stringify`. */
export function jobIdReplacer(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return name === 'jobId' ? jobFingerprint(value) : value.replace(idsInPaths, jobFingerprint);
}
