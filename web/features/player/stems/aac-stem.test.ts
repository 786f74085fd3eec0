import { expect, test } from 'vitest';
import { pieceFrames } from '../engine/pcm-store.ts';
import { AacStem } from './aac-stem.ts';
import { type AacTrack, packetFrames } from './aac-track.ts';

const primingFrames = 1024;
const frames = 300_000;

/** A stem whose every packet holds nothing but its own number. */
function numberedTrack(): AacTrack {
  const count = Math.ceil((frames + primingFrames) / packetFrames);
  const packets = Array.from({ length: count }, (_, i) => Uint8Array.of(i >> 8, i & 255));
  return { sampleRateHz: 44_100, channels: 1, primingFrames, frames, packets };
}

/** A decoder that makes of packet `p` the frames from `1024 p` on, each its own place, and drops some. */
function decodePlaces(stream: ArrayBuffer, droppedFrames: number): AudioBuffer {
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

test.each([
  ['nothing, as Chromium and WebKit do', 0],
  ['a packet, as Firefox does', 1024],
  ['an encoder’s delay by the book', 2112],
])('every piece starts at its frame when the decoder drops %s', async (_, dropped) => {
  const stem = new AacStem(numberedTrack(), async (stream) => decodePlaces(stream, dropped));
  const starts = [0, 1, 2].map((piece) => piece * pieceFrames);
  const pieces = await Promise.all([0, 1, 2].map((piece) => stem.decode(piece)));
  expect(pieces.map(([left]) => left![0])).toEqual(starts.map((at) => at + primingFrames));
  expect(pieces.map(([left]) => left!.length)).toEqual(
    starts.map((at) => Math.min(pieceFrames, frames - at)),
  );
});
