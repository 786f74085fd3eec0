import type { StoredTake } from './stored-takes.ts';

/** Takes of a song and of all songs that are kept; a take without its sound has about 100 KB. */
const maxTakesOfSong = 50;
const maxTakes = 200;
/** About twenty minutes of sound. */
const maxSoundBytes = 120_000_000;

/** @param takes newest first. */
export function idsToDelete(takes: readonly StoredTake[]): readonly string[] {
  const bySong = new Map<string, number>();
  return takes.flatMap(({ id, songId }, index) => {
    const newer = bySong.get(songId) ?? 0;
    bySong.set(songId, newer + 1);
    return newer >= maxTakesOfSong || index >= maxTakes ? [id] : [];
  });
}

/**
 * The takes that lose their sound: the oldest, so that all others fit. The newest keeps its own.
 * @param takes newest first.
 */
export function soundsToDrop(takes: readonly StoredTake[]): readonly StoredTake[] {
  const deleted = new Set(idsToDelete(takes));
  let bytes = 0;
  return takes.filter(({ id, sound }, index) => {
    if (!sound || deleted.has(id)) return false;
    bytes += sound.size;
    return index > 0 && bytes > maxSoundBytes;
  });
}
