import type { ArtifactName } from '@my-pitch/shared/keys';
import type { z } from 'zod';

/** The URLs of a finished song's artifacts; a function where they are renewed before they expire. */
export type ArtifactLinks = () => Promise<Readonly<Partial<Record<ArtifactName, string>>>>;

interface ArtifactFetch {
  readonly signal?: AbortSignal;
  /** Sends the request; the page's `fetch` by default. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/**
 * Fetches an artifact of a song. To save one, fetch it too: browsers ignore `download` on links to another
 * origin and would play the audio instead.
 * @throws {Error} when the song does not have it or storage refuses it.
 */
export async function fetchArtifact(
  links: ArtifactLinks,
  name: ArtifactName,
  { signal, fetch = globalThis.fetch }: ArtifactFetch = {},
): Promise<Response> {
  const { [name]: url } = await links();
  if (!url) throw new Error(`This song has no ${name}`);
  const response = await fetch(url, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${name} could not be fetched: ${response.status}`);
  return response;
}

/**
 * Fetches and parses an artifact.
 * @throws {Error} also when it is not what `schema` describes.
 */
export async function fetchArtifactJson<Value>(
  links: ArtifactLinks,
  name: ArtifactName,
  schema: z.ZodType<Value>,
  options?: ArtifactFetch,
): Promise<Value> {
  const response = await fetchArtifact(links, name, options);
  return schema.parse(await response.json());
}
