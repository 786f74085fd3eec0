import {
  type EngineCommand,
  type EngineOptions,
  type EngineReport,
  engineName,
} from './commands.ts';
import { Engine } from './engine.ts';

/** Globals of the audio thread (Web Audio API, 1.32.3) that TypeScript's DOM library lacks. */
declare const currentFrame: number;
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  processor: new (options: { processorOptions: EngineOptions }) => AudioWorkletProcessor,
): void;

const reportSeconds = 0.25;

/** Runs the {@link Engine} in the audio thread. */
class PlayerProcessor extends AudioWorkletProcessor {
  readonly #engine: Engine;
  #reportedAt = 0;

  constructor({ processorOptions }: { processorOptions: EngineOptions }) {
    super();
    this.#engine = new Engine(sampleRate, processorOptions);
    this.port.onmessage = ({ data }: MessageEvent<EngineCommand>) =>
      this.#engine.receive(data, currentFrame);
  }

  process(_inputs: unknown, outputs: Float32Array[][]): boolean {
    this.#engine.render(outputs, currentFrame);
    if (currentFrame - this.#reportedAt >= reportSeconds * sampleRate) this.#report();
    return true;
  }

  #report(): void {
    const position = this.#engine.positionIfPlaying(currentFrame);
    this.#reportedAt = currentFrame;
    if (position !== undefined) this.port.postMessage({ position } satisfies EngineReport);
  }
}

registerProcessor(engineName, PlayerProcessor);
