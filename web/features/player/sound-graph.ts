import {
  type EngineCommand,
  type EngineOptions,
  type EngineReport,
  engineName,
  outputsOf,
} from './engine/commands.ts';
import { engineUrl } from './engine-url.ts';
import type { PlayerOutput } from './song-player.ts';
import { gainOf, type Mix, type StemName, type TrackName } from './tracks.ts';

/** Gains change over this time, so that nothing clicks. */
const rampSeconds = 0.02;

/** The engine in the audio thread, with a gain node after each of its outputs. */
export class SoundGraph implements PlayerOutput {
  readonly context: AudioContext;
  readonly #stems: readonly StemName[];
  readonly #node: AudioWorkletNode;
  /** By the engine's output. */
  readonly #faders: ReadonlyMap<number, { track: TrackName; gain: GainNode }>;

  private constructor(context: AudioContext, stems: readonly StemName[], node: AudioWorkletNode) {
    this.context = context;
    this.#stems = stems;
    this.#node = node;
    const outputs = outputsOf(stems.length);
    const tracks: readonly (readonly [number, TrackName])[] = [
      ...stems.map((stem, i) => [i, stem] as const),
      [outputs.metronome, 'metronome'],
      [outputs.countIn, 'metronome'],
      [outputs.melody, 'melody'],
      [outputs.chords, 'chords'],
    ];
    this.#faders = new Map(
      tracks.map(([output, track]) => {
        const gain = context.createGain();
        node.connect(gain, output).connect(context.destination);
        return [output, { track, gain }];
      }),
    );
  }

  /** @throws {DOMException} when the engine's script cannot be loaded. */
  static async open(context: AudioContext, stems: readonly StemName[]): Promise<SoundGraph> {
    await context.audioWorklet.addModule(engineUrl());
    const outputCount = outputsOf(stems.length).chords + 1;
    const processorOptions: EngineOptions = { stemCount: stems.length };
    const outputChannelCount = Array.from({ length: outputCount }, (_, i) =>
      i < stems.length ? 2 : 1,
    );
    const node = new AudioWorkletNode(context, engineName, {
      numberOfInputs: 0,
      numberOfOutputs: outputCount,
      outputChannelCount,
      processorOptions,
    });
    return new SoundGraph(context, stems, node);
  }

  send(command: EngineCommand, transfer: Transferable[] = []): void {
    this.#node.port.postMessage(command, transfer);
  }

  /** Calls back a few times per second while the song plays; in hidden tabs too, unlike timers. */
  onReport(listener: (report: EngineReport) => void): void {
    this.#node.port.onmessage = ({ data }: MessageEvent<EngineReport>) => listener(data);
  }

  /** Also sends what is played to an input of a node. @returns a function that ends this. */
  tap(node: AudioNode, input: number): () => void {
    const gains = [...this.#faders.values()].map(({ gain }) => gain);
    for (const gain of gains) gain.connect(node, 0, input);
    return () => {
      for (const gain of gains) gain.disconnect(node, 0, input);
    };
  }

  /** Ramps all gains to those of a mix. */
  setMix(mix: Mix): void {
    const { countIn } = outputsOf(this.#stems.length);
    for (const [output, { track, gain }] of this.#faders) {
      // A count-in sounds even if the metronome is muted.
      const value = output === countIn ? mix.metronome.volume : gainOf(mix, track);
      const now = this.context.currentTime;
      gain.gain.cancelScheduledValues(now);
      gain.gain.setValueAtTime(gain.gain.value, now);
      gain.gain.linearRampToValueAtTime(value, now + rampSeconds);
    }
    const weights = this.#stems.map((stem) => gainOf(mix, stem));
    // The audible stems determine where the sound is spliced at other speeds.
    const isAudible = weights.some((weight) => weight > 0);
    this.send({ type: 'weights', weights: isAudible ? weights : weights.map(() => 1) });
  }

  close(): void {
    this.#node.disconnect();
    void this.context.close();
  }
}
