import { pieceFrames } from '../engine/pcm-store.ts';
import { type AacTrack, composeAdts, packetFrames } from './aac-track.ts';
import type { StemSource } from './stem-source.ts';

/** Decodes a short file as a whole, at the sample rate of its audio context. */
export type DecodeSound = (file: ArrayBuffer) => Promise<AudioBuffer>;

/**
 * Decoding starts this many packets early: a packet overlaps with the one before it, and decoders
 * drop what they assume to be the encoder's delay, Firefox 1024 frames and Apple's up to 2112.
 */
const leadPackets = 4;

/** A stem that stays compressed in memory, at a sixteenth of its decoded size. */
export class AacStem implements StemSource {
  readonly frames: number;
  readonly #track: AacTrack;
  readonly #decodeSound: DecodeSound;

  constructor(track: AacTrack, decodeSound: DecodeSound) {
    this.#track = track;
    this.#decodeSound = decodeSound;
    this.frames = track.frames;
  }

  async decode(piece: number): Promise<readonly Float32Array[]> {
    const start = piece * pieceFrames;
    const count = Math.max(0, Math.min(pieceFrames, this.frames - start));
    if (count === 0) return [new Float32Array()];
    const decodedFrom = start + this.#track.primingFrames;
    const first = Math.floor(decodedFrom / packetFrames) - leadPackets;
    const last = Math.ceil((decodedFrom + count) / packetFrames);
    const sound = await this.#decodeSound(composeAdts(this.#track, first, last));
    // A decoder that drops frames drops them at the front.
    const missing = (last - first) * packetFrames - sound.length;
    const within = decodedFrom - first * packetFrames - Math.max(0, missing);
    return Array.from({ length: sound.numberOfChannels }, (_, channel) =>
      sound.getChannelData(channel).slice(Math.max(0, within), within + count),
    );
  }
}
