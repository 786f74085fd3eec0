import type { ArtifactName } from '@my-pitch/shared/keys';
import { savedNameOf, titleOfFileName } from '@my-pitch/shared/title';

/** The file name of a download: `Song – vocals.m4a` for a stem of `Song.mp3`, `Song.mid` for its score. */
export function downloadName(songFileName: string, artifact: ArtifactName): string {
  const song = savedNameOf(titleOfFileName(songFileName), 'song');
  const [stem, extension] = artifact.split('.') as [string, string];
  return stem === 'score' ? `${song}.${extension}` : `${song} – ${stem}.${extension}`;
}
