import type { Page } from 'playwright-core';
import { elementOf, hertzOf, sampleRateHz } from './sound-song.ts';

/** The page's audio context and its output, without the page's knowledge. */
interface Tapped {
  tap: {
    context?: AudioContext;
    readonly sources: AudioNode[];
    readonly blocks: { readonly frame: number; readonly samples: Float32Array }[];
    readonly shown: { readonly seconds: number; readonly id: string }[];
  };
}

const recorderScript = `
registerProcessor('recorder', class extends AudioWorkletProcessor {
  process([input]) {
    if (input[0]) this.port.postMessage({ frame: currentFrame, samples: input[0].slice() });
    return true;
  }
});`;

/**
 * Prepares a page for recording its sound, before it is loaded. The context must bypass the page's
 * content security policy, which would block the recorder.
 */
export async function prepareTap(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tap: Tapped['tap'] = { sources: [], blocks: [], shown: [] };
    (window as unknown as Tapped).tap = tap;
    const { connect } = AudioNode.prototype;
    AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
      if (args[0] instanceof AudioDestinationNode) {
        tap.context = this.context as AudioContext;
        tap.sources.push(this);
      }
      return Reflect.apply(connect, this, args);
    } as typeof connect;
  });
}

/** Starts recording the mix of all outputs, and which note is marked when. */
export async function startTap(page: Page): Promise<void> {
  await page.evaluate(async (script) => {
    const { tap } = window as unknown as Tapped;
    const { context } = tap;
    if (!context) throw new Error('The page has no sound');
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    await context.audioWorklet.addModule(url);
    const recorder = new AudioWorkletNode(context, 'recorder', {
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    recorder.port.onmessage = ({ data }) => tap.blocks.push(data);
    const ear = context.createGain();
    // Only one channel is recorded, so that no downmix changes the samples.
    for (const source of [...tap.sources]) {
      const splitter = context.createChannelSplitter(2);
      source.connect(splitter);
      splitter.connect(ear, 0);
    }
    ear.connect(recorder);
    recorder.connect(context.destination);
    const look = () => {
      const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
      const stamped = contextTime + (performance.now() - performanceTime) / 1000;
      // Just after a start the timestamp may be from before it: no sound is audible before it is rendered.
      const seconds = Math.min(stamped, context.currentTime);
      const id = document.querySelector<SVGElement>('.is-current')?.dataset.element ?? '';
      tap.shown.push({ seconds, id });
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, recorderScript);
}

export interface Recording {
  /** The clock's frame of the first sample. */
  readonly firstFrame: number;
  readonly samples: Float32Array;
  /** The marked elements, each at the context time that was audible then. */
  readonly shown: readonly { readonly seconds: number; readonly id: string }[];
}

/** Returns the recording since the last call. */
export async function takeRecording(page: Page): Promise<Recording> {
  const { firstFrame, base64, shown } = await page.evaluate(() => {
    const { tap } = window as unknown as Tapped;
    const blocks = tap.blocks.splice(0);
    const first = blocks[0]?.frame ?? 0;
    const last = blocks.at(-1);
    const samples = new Float32Array(last ? last.frame + last.samples.length - first : 0);
    for (const block of blocks) samples.set(block.samples, block.frame - first);
    const bytes = new Uint8Array(samples.buffer);
    let binary = '';
    for (let i = 0; i < bytes.length; i += 8192) {
      binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
    }
    return { firstFrame: first, base64: btoa(binary), shown: tap.shown.splice(0) };
  });
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  return { firstFrame, samples: new Float32Array(bytes.buffer), shown };
}

const hop = 220;
const window = 882;

/** The note that sounds around a sample: the one with the nearest pitch; −1 for silence. */
function noteAt(samples: Float32Array, at: number): number {
  const rises: number[] = [];
  let power = 0;
  for (let i = at - window / 2; i < at + window / 2; i += 1) {
    const [a, b] = [samples[i - 1] ?? 0, samples[i] ?? 0];
    power += b * b;
    if (a < 0 && b >= 0) rises.push(i - 1 + a / (a - b));
  }
  if (power / window < 1e-3 || rises.length < 3) return -1;
  const hertz = ((rises.length - 1) * sampleRateHz) / (rises.at(-1)! - rises[0]!);
  return Math.round((hertz - hertzOf(0)) / (hertzOf(1) - hertzOf(0)));
}

/** The audible element at every {@link hop} samples of a recording; '' in silence. */
export function heardElements({ samples }: Recording): readonly string[] {
  return Array.from({ length: Math.floor(samples.length / hop) }, (_, i) => {
    const note = noteAt(samples, i * hop);
    return note < 0 ? '' : elementOf(note);
  });
}

/**
 * The elements of a recording that sound for longer than one measurement. A measurement across a jump
 * counts periods of both sides and a truncated one, so it may yield a note that is neither.
 */
export function steadyElements(recording: Recording): readonly string[] {
  const heard = heardElements(recording);
  const run = Math.ceil(window / hop) + 1;
  return heard.filter(
    (id, i) => id !== '' && i >= run && heard.slice(i - run, i).every((before) => before === id),
  );
}

/**
 * The distance of each marked note from the audible one, in seconds, for each painted frame with
 * sound: 0 if the marked note was audible at that moment.
 */
export function syncErrors(recording: Recording): readonly number[] {
  const heard = heardElements(recording);
  const perSecond = sampleRateHz / hop;
  const errors: number[] = [];
  for (const { seconds, id } of recording.shown) {
    const at = Math.round((seconds - recording.firstFrame / sampleRateHz) * perSecond);
    const around = heard.slice(Math.max(0, at - 20), at + 21);
    const isInside = at >= 20 && at < heard.length - 20;
    if (!isInside || around.every((element) => element === '')) continue;
    let distance = 0;
    while (distance < 200 && heard[at - distance] !== id && heard[at + distance] !== id) {
      distance += 1;
    }
    errors.push(distance / perSecond);
  }
  return errors;
}

/** Formats the median, the 95th percentile and the maximum, in milliseconds. */
export function distribution(errors: readonly number[]): string {
  const sorted = [...errors].sort((a, b) => a - b);
  const at = (share: number) =>
    ((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 1000).toFixed(1);
  return `${sorted.length} frames, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`;
}
