import type { ArtifactName } from '@my-pitch/shared/keys';
import { savedNameOf } from '@my-pitch/shared/title';

/** The title for saved files: a file's name without its extension, `아침 이슬.mp3` → `아침 이슬`. */
export function titleOf(fileName: string): string {
  return savedNameOf(fileName.replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, ''), 'song');
}

/**
 * The Content-Disposition header of an artifact (RFC 6266). It contains the name in ASCII and, encoded
 * after RFC 8187, in full. `attachment` makes a link save the file. Media elements and `fetch` ignore
 * it, so the same link also plays.
 */
export function contentDisposition(fileName: string, name: ArtifactName): string {
  const saved = `${titleOf(fileName)} - ${name}`;
  const ascii = saved.replace(/[^\x20-\x7e]|%/gu, '_');
  const full = encodeURIComponent(saved).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${full}`;
}
