import { rateHz } from './test-sounds.ts';

/** The package's processor for an audio worklet, as far as the bench calls it. */
interface Processor {
  readonly port: FakePort;
  process(inputs: readonly never[][], outputs: readonly (readonly Float32Array[])[]): boolean;
}
type ProcessorClass = new (options: {
  readonly numberOfOutputs: number;
  readonly outputChannelCount: readonly number[];
}) => Processor;

/** One side of the message port between page and worklet. */
class FakePort {
  onmessage: (event: { readonly data: unknown[] }) => void = () => undefined;
  readonly ready = Promise.withResolvers<void>();

  postMessage(message: readonly unknown[]): void {
    if (message[0] === 'ready') this.ready.resolve();
  }
}

/** The globals of an audio worklet. */
const worklet = Object.assign(globalThis, {
  sampleRate: rateHz,
  currentTime: 0,
  AudioWorkletProcessor: class {
    readonly port = new FakePort();
  },
  registerProcessor: (_name: string, processor: ProcessorClass) => {
    registered = processor;
  },
});
let registered: ProcessorClass | undefined;

/** Starts the package's worklet in this process with the channels of a sound, from its beginning on. */
export async function startSignalsmith(
  channels: readonly Float32Array[],
  { semitones, speed }: { readonly semitones: number; readonly speed: number },
) {
  await import('signalsmith-stretch');
  if (!registered) throw new Error('signalsmith-stretch registered no processor');
  worklet.currentTime = 0;
  const node = new registered({ numberOfOutputs: 1, outputChannelCount: [channels.length] });
  await node.port.ready.promise;
  const call = (method: string, ...values: unknown[]) =>
    node.port.onmessage({ data: [0, method, ...values] });
  call('addBuffers', channels);
  call('schedule', { active: true, input: 0, output: 0, rate: speed, semitones });
  return {
    render(output: readonly Float32Array[], frame: number): void {
      worklet.currentTime = frame / rateHz;
      node.process([[]], [output]);
    },
  };
}
