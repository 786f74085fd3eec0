import { expect, it, vi } from 'vitest';
import type { HeardBlock } from './heard-block.ts';

const rateHz = 44_100;
const posted: HeardBlock[] = [];

interface Processor {
  process(inputs: Float32Array[][]): boolean;
}

async function processor(): Promise<Processor> {
  let Registered: (new () => Processor) | undefined;
  vi.stubGlobal('sampleRate', rateHz);
  vi.stubGlobal(
    'AudioWorkletProcessor',
    class {
      readonly port = { postMessage: (block: HeardBlock) => posted.push(block) };
    },
  );
  vi.stubGlobal('registerProcessor', (_name: string, registered: new () => Processor) => {
    Registered = registered;
  });
  await import('./listener-processor.ts');
  if (!Registered) throw new Error('The script registered no processor');
  return new Registered();
}

it('posts what it hears without gaps, with pitches on the audio clock and the loudness of the playback', async () => {
  const { process } = await processor().then((each) => ({ process: each.process.bind(each) }));
  const firstFrame = 128 * 100;
  for (let quantum = 0; quantum < 300; quantum++) {
    const frame = firstFrame + 128 * quantum;
    vi.stubGlobal('currentFrame', frame);
    const tone = Float32Array.from({ length: 128 }, (_, i) =>
      Math.sin((2 * Math.PI * 220 * (frame + i)) / rateHz),
    );
    // The microphone has no channels until it runs.
    process(quantum < 10 ? [[], []] : [[tone], [new Float32Array(128).fill(0.25)]]);
  }
  let expected = firstFrame + 10 * 128;
  for (const block of posted) {
    expect(block.startFrame).toBe(expected);
    expect(block.playbackRms).toBeCloseTo(0.25);
    expected += block.samples.length;
  }
  const pitches = posted.flatMap((block) => block.pitches);
  expect(pitches.length).toBeGreaterThan(75);
  for (const { midi } of pitches.slice(3)) expect(midi).toBeCloseTo(57, 1);
  // Frames lie 10 ms apart, and each is posted soon after it was heard.
  for (const block of posted) {
    for (const { sample } of block.pitches) {
      const lag = (block.startFrame + block.samples.length - sample) / rateHz;
      expect(lag).toBeLessThan(0.05);
    }
  }
  vi.unstubAllGlobals();
});
