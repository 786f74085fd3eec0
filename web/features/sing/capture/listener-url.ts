/**
 * The URL of the listener's script in the audio thread. The build inserts it, with a hash of the script
 * (`scripts/build-pages.ts`).
 * @throws {Error} in pages that were built in another way.
 */
export function listenerUrl(): string {
  const url = process.env.NEXT_PUBLIC_LISTENER;
  if (!url) throw new Error('The build named no listener');
  return url;
}
