import { describe, expect, it } from 'vitest';
import { pieceFrames } from '../engine/pcm-store.ts';
import { AacStem } from './aac-stem.ts';
import { type AacTrack, packetFrames } from './aac-track.ts';

const primingFrames = 1024;
const frames = 300_000;

/** A stem whose packets contain their own numbers. */
function numberedTrack(): AacTrack {
  const count = Math.ceil((frames + primingFrames) / packetFrames);
  const packets = Array.from({ length: count }, (_, i) => Uint8Array.of(i >> 8, i & 255));
  return { sampleRateHz: 44_100, channels: 1, primingFrames, frames, packets };
}

/** Decodes packet `p` to samples 1024 p, 1024 p + 1, …, without the first `droppedFrames` in all. */
function decodeNumbers(stream: ArrayBuffer, droppedFrames: number): AudioBuffer {
  const bytes = new Uint8Array(stream);
  const packetBytes = 7 + 2;
  const sound = Float32Array.from(
    { length: (bytes.length / packetBytes) * packetFrames },
    (_, i) => {
      const at = Math.floor(i / packetFrames) * packetBytes + 7;
      return ((bytes[at]! << 8) | bytes[at + 1]!) * packetFrames + (i % packetFrames);
    },
  ).subarray(droppedFrames);
  const decoded: Pick<AudioBuffer, 'length' | 'numberOfChannels' | 'getChannelData'> = {
    length: sound.length,
    numberOfChannels: 1,
    getChannelData: () => sound,
  };
  return decoded as AudioBuffer;
}

describe.each([
  ['nothing, as Chromium and WebKit do', 0],
  ['a packet, as Firefox does', 1024],
  ['an encoder’s delay of 2112 frames, as Apple’s may', 2112],
])('with a decoder that drops %s', (_, dropped) => {
  it('every piece has exactly its frames', async () => {
    const stem = new AacStem(numberedTrack(), async (stream) => decodeNumbers(stream, dropped));
    expect(stem.frames).toBe(frames);
    for (const piece of [1, 2]) {
      const start = piece * pieceFrames;
      const [sound] = await stem.decode(piece);
      const count = Math.min(pieceFrames, frames - start);
      expect(sound).toEqual(
        Float32Array.from({ length: count }, (_, i) => start + primingFrames + i),
      );
    }
    const [first] = await stem.decode(0);
    expect(first).toHaveLength(pieceFrames);
    expect([first![0], first!.at(-1)]).toEqual([1024, 1024 + pieceFrames - 1]);
  });
});

it('a piece after the end is empty, without decoding', async () => {
  const stem = new AacStem(numberedTrack(), () => Promise.reject(new Error('not called')));
  expect(await stem.decode(3)).toEqual([new Float32Array()]);
});

it('ignores frames that a decoder appends', async () => {
  const stem = new AacStem(numberedTrack(), async (stream) => {
    const sound = decodeNumbers(stream, 0).getChannelData(0);
    const padded = new Float32Array(sound.length + 500);
    padded.set(sound);
    const decoded: Pick<AudioBuffer, 'length' | 'numberOfChannels' | 'getChannelData'> = {
      length: padded.length,
      numberOfChannels: 1,
      getChannelData: () => padded,
    };
    return decoded as AudioBuffer;
  });
  const [sound] = await stem.decode(1);
  expect(sound![0]).toBe(pieceFrames + primingFrames);
  expect(sound).toHaveLength(pieceFrames);
});
