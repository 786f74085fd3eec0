import type { SoundGraph } from '../../player/sound-graph.ts';
import { listen } from '../capture/listen.ts';
import { openMicrophone, releaseMicrophone } from '../capture/microphone.ts';
import { findClicks, latencyOf } from './measure-latency.ts';

const clickCount = 6;
const intervalSeconds = 0.6;
const leadSeconds = 0.5;
/** The last click is heard this much later at the latest. */
const tailSeconds = 0.6;
const clickSeconds = 0.03;
const clickHz = 1500;

/**
 * Plays clicks and hears them, or claps to them.
 * @returns the latency in seconds; `undefined` if the clicks were not heard clearly.
 * @throws {DOMException} when the microphone cannot be opened.
 */
export async function playClicks(
  graph: Pick<SoundGraph, 'tap'> & { readonly context: AudioContext },
): Promise<number | undefined> {
  const { context } = graph;
  await context.resume();
  const stream = await openMicrophone();
  const blocks: Float32Array[] = [];
  let firstFrame: number | undefined;
  const listening = await listen(graph, stream, ({ startFrame, samples }) => {
    firstFrame ??= startFrame;
    blocks.push(samples);
  });
  const played = Array.from(
    { length: clickCount },
    (_, i) => context.currentTime + leadSeconds + i * intervalSeconds,
  );
  for (const seconds of played) click(context, seconds);
  const seconds = leadSeconds + clickCount * intervalSeconds + tailSeconds;
  await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  listening.stop();
  releaseMicrophone(stream);
  if (firstFrame === undefined) return undefined;
  const startSeconds = firstFrame / context.sampleRate;
  const heard = findClicks(joined(blocks), listening.soundRateHz);
  return latencyOf(
    played,
    heard.map((each) => startSeconds + each),
  );
}

function click(context: AudioContext, atSeconds: number): void {
  const tone = new OscillatorNode(context, { frequency: clickHz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0.8, atSeconds);
  gain.gain.exponentialRampToValueAtTime(0.001, atSeconds + clickSeconds);
  tone.connect(gain).connect(context.destination);
  tone.start(atSeconds);
  tone.stop(atSeconds + clickSeconds);
}

function joined(blocks: readonly Float32Array[]): Float32Array {
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    samples.set(block, at);
    at += block.length;
  }
  return samples;
}
