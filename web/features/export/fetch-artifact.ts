import type { ArtifactName } from '@my-pitch/shared/keys';
import { savedNameOf, titleOfFileName } from '@my-pitch/shared/title';
import type { FreshLinks } from '../song/use-fresh-links.ts';

/** The name under which an artifact is saved: `Song – vocals.m4a` for `Song.mp3`, `Song.mid` for its score. */
export function downloadName(songFileName: string, artifact: ArtifactName): string {
  const song = savedNameOf(titleOfFileName(songFileName), 'song');
  const [stem, extension] = artifact.split('.') as [string, string];
  return stem === 'score' ? `${song}.${extension}` : `${song} – ${stem}.${extension}`;
}

/**
 * Fetches an artifact to save it: browsers ignore `download` on another origin's links and would
 * play the sound instead.
 * @throws {Error} when it cannot be fetched.
 */
export async function fetchArtifact(links: FreshLinks, artifact: ArtifactName): Promise<Blob> {
  const { [artifact]: url } = await links();
  if (!url) throw new Error(`There is no ${artifact}`);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${artifact} could not be fetched: ${response.status}`);
  return response.blob();
}
