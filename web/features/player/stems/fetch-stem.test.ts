import { afterEach, expect, it, vi } from 'vitest';
import { pieceFrames } from '../engine/pcm-store.ts';
import { fetchStem } from './fetch-stem.ts';
import { composeM4a } from './testing/compose-m4a.ts';

afterEach(() => void vi.unstubAllGlobals());

const { signal } = new AbortController();

function serve(file: ArrayBuffer, status = 200): void {
  vi.stubGlobal('fetch', async () => new Response(file, { status }));
}

/** A context that decodes any file to a sound of some channels, each filled with its number. */
function contextOf(sampleRate: number, { frames = 5 * 1024, channels = 2 } = {}) {
  const decoded: ArrayBuffer[] = [];
  const decodeAudioData = async (file: ArrayBuffer) => {
    decoded.push(file);
    const sound: Pick<AudioBuffer, 'length' | 'numberOfChannels' | 'getChannelData'> = {
      length: frames,
      numberOfChannels: channels,
      getChannelData: (channel) => new Float32Array(frames).fill(channel + 1),
    };
    return sound as AudioBuffer;
  };
  return { context: { sampleRate, decodeAudioData }, decoded };
}

it('AAC at the context’s rate stays compressed: only its packets are decoded', async () => {
  const file = composeM4a();
  serve(file);
  const { context, decoded } = contextOf(44_100);
  const stem = await fetchStem(context, '/vocals.m4a', signal);
  expect(stem.frames).toBe(4 * 1024);
  // An ADTS stream begins with its sync word.
  expect(decoded.map((stream) => new Uint8Array(stream)[0])).toEqual([0xff]);
});

it('AAC at another rate is decoded as a whole', async () => {
  const file = composeM4a();
  serve(file);
  const { context, decoded } = contextOf(48_000, { frames: pieceFrames + 10, channels: 6 });
  const stem = await fetchStem(context, '/vocals.m4a', signal);
  expect(decoded.map(({ byteLength }) => byteLength)).toEqual([file.byteLength]);
  expect(stem.frames).toBe(pieceFrames + 10);
  const pieces = [await stem.decode(0), await stem.decode(1), await stem.decode(2)];
  expect(pieces.map((channels) => channels.map(({ length }) => length))).toEqual([
    [pieceFrames, pieceFrames],
    [10, 10],
    [0, 0],
  ]);
  expect(pieces[1]!.map(([sample]) => sample)).toEqual([1, 2]);
});

it.each([
  ['fails on', () => Promise.reject(new DOMException('no'))],
  ['decodes nothing of', async () => ({ length: 0, numberOfChannels: 0 }) as AudioBuffer],
])('a browser that %s packets decodes the whole file', async (_, decodePackets) => {
  const file = composeM4a();
  serve(file);
  const { context } = contextOf(44_100, { frames: 77 });
  const decodeAudioData = (data: ArrayBuffer) =>
    data.byteLength === file.byteLength ? context.decodeAudioData(data) : decodePackets();
  const stem = await fetchStem({ sampleRate: 44_100, decodeAudioData }, '/vocals.m4a', signal);
  expect(stem.frames).toBe(77);
});

it('any other file is decoded as a whole', async () => {
  serve(new ArrayBuffer(100));
  const { context } = contextOf(44_100, { frames: 77 });
  expect((await fetchStem(context, '/vocals.m4a', signal)).frames).toBe(77);
});

it('fails when the file cannot be fetched', async () => {
  serve(new ArrayBuffer(0), 403);
  await expect(fetchStem(contextOf(44_100).context, '/vocals.m4a', signal)).rejects.toThrow('403');
});
