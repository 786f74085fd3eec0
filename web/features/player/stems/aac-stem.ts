import { pieceFrames } from '../engine/pcm-store.ts';
import { type AacTrack, composeAdts, packetFrames } from './aac-track.ts';
import type { StemSource } from './stem-source.ts';

/** Decodes a whole short file at the rate of the context that it belongs to. */
export type DecodeSound = (file: ArrayBuffer) => Promise<AudioBuffer>;

/**
 * Decoding starts so many packets earlier: a packet's sound overlaps with the one before it, and
 * decoders drop what they take for the encoder's delay, Firefox 1024 frames and Apple's at most 2112.
 */
const leadPackets = 4;

/** A stem that stays compressed in memory: a sixteenth of its sound. */
export class AacStem implements StemSource {
  readonly frames: number;
  private readonly track: AacTrack;
  private readonly decodeSound: DecodeSound;

  constructor(track: AacTrack, decodeSound: DecodeSound) {
    this.track = track;
    this.decodeSound = decodeSound;
    this.frames = track.frames;
  }

  async decode(piece: number): Promise<readonly Float32Array[]> {
    const start = piece * pieceFrames;
    const count = Math.max(0, Math.min(pieceFrames, this.frames - start));
    if (count === 0) return [new Float32Array()];
    const decodedFrom = start + this.track.primingFrames;
    const first = Math.floor(decodedFrom / packetFrames) - leadPackets;
    const last = Math.ceil((decodedFrom + count) / packetFrames);
    const sound = await this.decodeSound(composeAdts(this.track, first, last));
    // A decoder that drops its own delay gives less than it was given; what is missing is the front.
    const missing = (last - first) * packetFrames - sound.length;
    const within = decodedFrom - first * packetFrames - Math.max(0, missing);
    return Array.from({ length: sound.numberOfChannels }, (_, channel) =>
      sound.getChannelData(channel).slice(Math.max(0, within), within + count),
    );
  }
}
