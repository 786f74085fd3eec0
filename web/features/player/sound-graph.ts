import {
  type EngineCommand,
  type EngineOptions,
  type EngineReport,
  engineName,
  engineUrl,
  outputsOf,
} from './engine/commands.ts';
import { gainOf, type Mix, type StemName, type TrackName } from './tracks.ts';

/** How long a fader takes to its new place, so that nothing clicks. */
const fadeSeconds = 0.02;

/** The engine in the audio thread, and a fader behind each of its outputs. */
export class SoundGraph {
  readonly context: AudioContext;
  private readonly stems: readonly StemName[];
  private readonly node: AudioWorkletNode;
  private readonly faders: ReadonlyMap<number, { track: TrackName; gain: GainNode }>;

  private constructor(context: AudioContext, stems: readonly StemName[], node: AudioWorkletNode) {
    this.context = context;
    this.stems = stems;
    this.node = node;
    const places = outputsOf(stems.length);
    const tracks: readonly (readonly [number, TrackName])[] = [
      ...stems.map((stem, i) => [i, stem] as const),
      [places.metronome, 'metronome'],
      [places.countIn, 'metronome'],
      [places.melody, 'melody'],
    ];
    this.faders = new Map(
      tracks.map(([output, track]) => {
        const gain = context.createGain();
        node.connect(gain, output).connect(context.destination);
        return [output, { track, gain }];
      }),
    );
  }

  /** @throws {DOMException} when the engine's script cannot be loaded. */
  static async open(context: AudioContext, stems: readonly StemName[]): Promise<SoundGraph> {
    await context.audioWorklet.addModule(engineUrl);
    const outputs = outputsOf(stems.length).melody + 1;
    const processorOptions: EngineOptions = { stemCount: stems.length };
    const outputChannelCount = Array.from({ length: outputs }, (_, i) =>
      i < stems.length ? 2 : 1,
    );
    const node = new AudioWorkletNode(context, engineName, {
      numberOfInputs: 0,
      numberOfOutputs: outputs,
      outputChannelCount,
      processorOptions,
    });
    return new SoundGraph(context, stems, node);
  }

  send(command: EngineCommand, transfer: Transferable[] = []): void {
    this.node.port.postMessage(command, transfer);
  }

  /** Calls back a few times a second while the song plays; in a hidden tab too, where timers sleep. */
  onReport(listen: (report: EngineReport) => void): void {
    this.node.port.onmessage = ({ data }: MessageEvent<EngineReport>) => listen(data);
  }

  /** Moves all faders to where a mix has them. */
  setMix(mix: Mix): void {
    const countIn = outputsOf(this.stems.length).countIn;
    for (const [output, { track, gain }] of this.faders) {
      const value = output === countIn ? mix.metronome.volume : gainOf(mix, track);
      const now = this.context.currentTime;
      gain.gain.cancelScheduledValues(now);
      gain.gain.setValueAtTime(gain.gain.value, now);
      gain.gain.linearRampToValueAtTime(value, now + fadeSeconds);
    }
    const weights = this.stems.map((stem) => gainOf(mix, stem));
    // Whatever is heard decides where the sound is spliced at other speeds.
    const heard = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
    this.send({ type: 'weights', weights: heard });
  }

  close(): void {
    this.node.disconnect();
    void this.context.close();
  }
}
