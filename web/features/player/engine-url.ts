/**
 * The URL of the engine's script. The build inserts it, with a hash of the script
 * (`scripts/build-pages.ts`). Not part of `engine/`, whose bundle it cannot be in.
 * @throws {Error} in pages that were built in another way.
 */
export function engineUrl(): string {
  const url = process.env.NEXT_PUBLIC_PLAYER_ENGINE;
  if (!url) throw new Error('The build named no engine of the player');
  return url;
}
