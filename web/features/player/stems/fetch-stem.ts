import { pieceFrames } from '../engine/pcm-store.ts';
import { AacStem } from './aac-stem.ts';
import { readAacTrack } from './aac-track.ts';
import type { StemSource } from './stem-source.ts';

/**
 * Fetches a stem. AAC at the context's sample rate stays compressed in memory and is decoded in
 * pieces; any other file is decoded as a whole.
 * @throws {Error} when it cannot be fetched or decoded.
 */
export async function fetchStem(
  context: Pick<BaseAudioContext, 'sampleRate' | 'decodeAudioData'>,
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
    if (await canDecodePieces(stem)) return stem;
  }
  return new WholeStem(await decode(file));
}

/** Whether this browser decodes a sequence of ADTS packets as a file. */
async function canDecodePieces(stem: StemSource): Promise<boolean> {
  try {
    const [left] = await stem.decode(0);
    return left !== undefined && left.length > 0;
  } catch {
    return false;
  }
}

/** A stem that was decoded as a whole. */
class WholeStem implements StemSource {
  readonly frames: number;
  readonly #sound: AudioBuffer;

  constructor(sound: AudioBuffer) {
    this.#sound = sound;
    this.frames = sound.length;
  }

  async decode(piece: number): Promise<readonly Float32Array[]> {
    const start = piece * pieceFrames;
    return Array.from({ length: Math.min(2, this.#sound.numberOfChannels) }, (_, channel) =>
      this.#sound.getChannelData(channel).slice(start, start + pieceFrames),
    );
  }
}
