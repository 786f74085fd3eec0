import { apiPaths, composeAuthorization } from '@my-pitch/shared/api';
import { correctionsSchema } from '@my-pitch/shared/corrections';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import { assertSuccess } from '../../lib/api/api-client.ts';
import { fetchPrefetched } from '../../lib/api/prefetch-song.ts';

/** Corrections as the server has them. */
export interface SavedCorrections {
  readonly etag: string;
  readonly document: EditableDocument;
}

/** Browsers send at most this much after a page is left. */
const maxKeptAliveBytes = 60_000;

/**
 * Reads the corrections of a song.
 * @param known the version that the page has.
 * @returns `none` if there are none, `unchanged` if the page has them.
 * @throws {ApiProblem} `not-found`; a TypeError without a connection.
 */
export async function readCorrections(
  jobId: JobId,
  known: string | undefined,
): Promise<SavedCorrections | 'none' | 'unchanged'> {
  const response = await fetchPrefetched(apiPaths.corrections(jobId), {
    cache: 'no-store',
    ...(known === undefined ? {} : { headers: { 'if-none-match': known } }),
  });
  if (response.status === 304) return 'unchanged';
  await assertSuccess(response);
  if (response.status === 204) return 'none';
  const document = correctionsSchema.parse(await response.json());
  return { etag: tagOf(response), document };
}

/**
 * Saves the corrections of a song in place of a version, or of none.
 * @returns the tag of the new version.
 * @throws {ApiProblem} `precondition-failed` if another version is there; a TypeError without a
 *   connection.
 */
export async function writeCorrections(
  jobId: JobId,
  ownerToken: OwnerToken,
  document: EditableDocument,
  replaced: string | undefined,
): Promise<string> {
  const body = JSON.stringify(document);
  const response = await fetch(apiPaths.corrections(jobId), {
    method: 'PUT',
    headers: {
      authorization: composeAuthorization(ownerToken),
      'content-type': 'application/json',
      ...(replaced === undefined ? { 'if-none-match': '*' } : { 'if-match': replaced }),
    },
    body,
    // Also when the tab is closed at this moment.
    keepalive: new Blob([body]).size < maxKeptAliveBytes,
  });
  await assertSuccess(response);
  return tagOf(response);
}

function tagOf({ headers }: Response): string {
  const etag = headers.get('etag');
  if (etag === null) throw new Error('The API answered without an ETag');
  return etag;
}
