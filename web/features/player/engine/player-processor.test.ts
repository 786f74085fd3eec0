import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noClicks } from './click-track.ts';
import type { EngineCommand } from './commands.ts';

const rateHz = 44_100;

interface Processor {
  readonly port: {
    onmessage?: (event: { data: EngineCommand }) => void;
    readonly postMessage: ReturnType<typeof vi.fn>;
  };
  process(inputs: unknown, outputs: Float32Array[][]): boolean;
}

const registered = new Map<
  string,
  new (options: {
    processorOptions: { stemCount: number };
  }) => Processor
>();

beforeEach(async () => {
  vi.stubGlobal('currentFrame', 0);
  vi.stubGlobal('sampleRate', rateHz);
  vi.stubGlobal(
    'AudioWorkletProcessor',
    class {
      port = { postMessage: vi.fn() };
    },
  );
  vi.stubGlobal('registerProcessor', registered.set.bind(registered));
  vi.resetModules();
  await import('./player-processor.ts');
});
afterEach(() => void vi.unstubAllGlobals());

/** Runs the processor for some seconds of the audio clock. */
function run(processor: Processor, seconds: number): void {
  for (let frame = 0; frame < seconds * rateHz; frame += 128) {
    vi.stubGlobal('currentFrame', frame);
    const outputs = Array.from({ length: 5 }, () => [new Float32Array(128), new Float32Array(128)]);
    expect(processor.process([], outputs)).toBe(true);
  }
}

function create(): Processor {
  const Registered = registered.get('my-pitch-engine')!;
  return new Registered({ processorOptions: { stemCount: 1 } });
}

it('reports the position four times a second while the song plays', () => {
  const processor = create();
  const transport = { atFrame: 0, position: 1000, speed: 1, audibleFrom: 1000, end: 10 * rateHz };
  processor.port.onmessage?.({ data: { type: 'transport', transport, countIn: noClicks } });
  run(processor, 1.05);
  const positions = processor.port.postMessage.mock.calls.map(([{ position }]) => position);
  // The first multiple of 128 frames at or after each quarter of a second since the last report.
  expect(positions).toEqual([1, 2, 3, 4].map((k) => 1000 + k * 11_136));
});

it('reports nothing while paused', () => {
  const processor = create();
  run(processor, 1);
  expect(processor.port.postMessage).not.toHaveBeenCalled();
});
