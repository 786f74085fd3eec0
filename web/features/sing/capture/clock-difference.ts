import type { HeardBlock } from './heard-block.ts';

type Clock = Pick<AudioContext, 'currentTime' | 'sampleRate'>;

/** The time constant of the smoothed difference, in blocks: times advance in buffers of about 20 ms. */
const smoothingBlocks = 100;

/** Converts blocks of a microphone's own clock to the song's. */
export class ClockDifference {
  readonly #song: Clock;
  readonly #microphone: Clock;
  #seconds: number | undefined;

  constructor(song: Clock, microphone: Clock) {
    this.#song = song;
    this.#microphone = microphone;
  }

  /** Its samples keep the microphone's rate; only its frames are converted. */
  convert(block: HeardBlock): HeardBlock {
    const now = this.#song.currentTime - this.#microphone.currentTime;
    const before = this.#seconds ?? now;
    const seconds = before + (now - before) / smoothingBlocks;
    this.#seconds = seconds;
    const rates = this.#song.sampleRate / this.#microphone.sampleRate;
    const inSong = (frame: number) => frame * rates + seconds * this.#song.sampleRate;
    return {
      ...block,
      startFrame: inSong(block.startFrame),
      pitches: block.pitches.map((pitch) => ({ ...pitch, sample: inSong(pitch.sample) })),
    };
  }
}
