import type { ArtifactName } from '@my-pitch/shared/keys';
import { savedNameOf, titleOfFileName } from '@my-pitch/shared/title';
import type { FreshLinks } from '../song/use-fresh-links.ts';

/** The file name of a download: `Song – vocals.m4a` for a stem of `Song.mp3`, `Song.mid` for its score. */
export function downloadName(songFileName: string, artifact: ArtifactName): string {
  const song = savedNameOf(titleOfFileName(songFileName), 'song');
  const [stem, extension] = artifact.split('.') as [string, string];
  return stem === 'score' ? `${song}.${extension}` : `${song} – ${stem}.${extension}`;
}

/**
 * Fetches an artifact to save it. Browsers ignore `download` on links to another origin and would play
 * the audio instead.
 * @throws {Error} when it cannot be fetched.
 */
export async function fetchArtifact(links: FreshLinks, artifact: ArtifactName): Promise<Blob> {
  const { [artifact]: url } = await links();
  if (!url) throw new Error(`There is no ${artifact}`);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${artifact} could not be fetched: ${response.status}`);
  return response.blob();
}
