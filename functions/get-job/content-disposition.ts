import type { ArtifactName } from '@my-pitch/shared/keys';

const longestTitle = 100;

/** What a file name cannot hold on one system or another, and marks that make one read as something else. */
const unfitForFileNames = /[\p{Cc}<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A song's title by its file name: `아침 이슬.mp3` → `아침 이슬`. */
export function titleOf(fileName: string): string {
  const withoutExtension = fileName.replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, '');
  const fit = withoutExtension.toWellFormed().replace(unfitForFileNames, ' ');
  const title = Array.from(fit.replace(/\s+/g, ' ')).slice(0, longestTitle).join('');
  return title.replace(/^[. ]+|[. ]+$/g, '') || 'song';
}

/**
 * The Content-Disposition header under which an artifact is saved: RFC 6266, with the name twice,
 * in ASCII and, after RFC 8187, in full. `attachment` makes a link save; media elements and `fetch`
 * pay no regard to it, so the same link also plays.
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
