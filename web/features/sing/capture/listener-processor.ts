import { type LiveFrame, LiveTracker } from '../tracker/live-tracker.ts';
import { type HeardBlock, listenerName } from './heard-block.ts';

/** Globals of the audio thread (Web Audio API, 1.32.3) that TypeScript's DOM library lacks. */
declare const currentFrame: number;
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** A block is posted after this many samples at the latest. */
const maxSamples = 1024;

/** Tracks the pitch of its first input, the microphone; the second one is the song's playback. */
class ListenerProcessor extends AudioWorkletProcessor {
  readonly #tracker = new LiveTracker(sampleRate);
  readonly #samples = new Float32Array(maxSamples);
  #filled = 0;
  #playbackSquares = 0;
  /** The frame of the first sample that the tracker received. */
  #trackedFrom: number | undefined;

  process([microphone, playback]: Float32Array[][]): boolean {
    const input = microphone?.[0];
    // Until the microphone runs, there are no channels.
    if (!input) return true;
    this.#trackedFrom ??= currentFrame;
    const from = this.#trackedFrom;
    this.#samples.set(input, this.#filled);
    this.#filled += input.length;
    this.#playbackSquares += squaresOf(playback?.[0]);
    const pitches: LiveFrame[] = [];
    this.#tracker.push(input, (pitch) => pitches.push({ ...pitch, sample: from + pitch.sample }));
    const isFull = this.#filled + input.length > maxSamples;
    if (pitches.length > 0 || isFull) this.#post(pitches, currentFrame + input.length);
    return true;
  }

  #post(pitches: readonly LiveFrame[], endFrame: number): void {
    const samples = this.#samples.slice(0, this.#filled);
    const block: HeardBlock = {
      startFrame: endFrame - samples.length,
      samples,
      pitches,
      playbackRms: Math.sqrt(this.#playbackSquares / samples.length),
    };
    this.#filled = 0;
    this.#playbackSquares = 0;
    this.port.postMessage(block, [samples.buffer]);
  }
}

function squaresOf(samples: Float32Array | undefined): number {
  return samples?.reduce((sum, sample) => sum + sample * sample, 0) ?? 0;
}

registerProcessor(listenerName, ListenerProcessor);
