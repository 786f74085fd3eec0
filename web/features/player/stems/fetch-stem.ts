import { AacStem } from './aac-stem.ts';
import { readAacTrack } from './aac-track.ts';
import type { StemSource } from './stem-source.ts';
import { WholeStem } from './whole-stem.ts';

/**
 * Fetches a stem. AAC at the context's rate stays compressed and is decoded piece by piece; anything
 * else is decoded as a whole.
 * @throws {Error} when it cannot be fetched or decoded.
 */
export async function fetchStem(
  context: BaseAudioContext,
  url: string,
  signal: AbortSignal,
): Promise<StemSource> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`A stem could not be fetched: ${response.status}`);
  const file = await response.arrayBuffer();
  const track = readAacTrack(file);
  const decode = (sound: ArrayBuffer) => context.decodeAudioData(sound);
  if (track?.sampleRateHz === context.sampleRate) {
    const stem = new AacStem(track, decode);
    if (await decodesInPieces(stem)) return stem;
  }
  return new WholeStem(await decode(file));
}

/** Whether this browser takes a stretch of packets for a file. */
async function decodesInPieces(stem: StemSource): Promise<boolean> {
  try {
    const [left] = await stem.decode(0);
    return left !== undefined && left.length > 0;
  } catch {
    return false;
  }
}
