import { pieceFrames } from '../engine/pcm-store.ts';
import type { StemSource } from './stem-source.ts';

/** A stem that the browser decoded as a whole. */
export class WholeStem implements StemSource {
  readonly frames: number;
  private readonly sound: AudioBuffer;

  constructor(sound: AudioBuffer) {
    this.sound = sound;
    this.frames = sound.length;
  }

  async decode(piece: number): Promise<readonly Float32Array[]> {
    const start = piece * pieceFrames;
    return Array.from({ length: Math.min(2, this.sound.numberOfChannels) }, (_, channel) =>
      this.sound.getChannelData(channel).slice(start, start + pieceFrames),
    );
  }
}
