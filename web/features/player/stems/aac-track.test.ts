import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { composeAdts, readAacTrack } from './aac-track.ts';
import { composeM4a, stereoConfig } from './testing/compose-m4a.ts';

const frames = 3 * 44_100;

/** A tone of three seconds as a fragmented MP4 file. */
function encodeTone(codec: readonly string[]): ArrayBuffer {
  const source = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100:duration=3'];
  const out = ['-ac', '2', ...codec, '-movflags', 'frag_keyframe+empty_moov', 'pipe:1'];
  return toBuffer(execFileSync('ffmpeg', ['-v', 'error', ...source, ...out]));
}

/** The same tone with an index in front, as the worker stores stems. */
function encodeStem(): ArrayBuffer {
  const script =
    'f=$(mktemp --suffix=.m4a); ffmpeg -y -v error -f lavfi -i sine=frequency=440:sample_rate=44100:duration=3 -ac 2 -c:a aac -movflags +faststart -f ipod "$f" && cat "$f"; rm "$f"';
  return toBuffer(execFileSync('sh', ['-c', script]));
}

function toBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function decodeAdts(stream: ArrayBuffer): Float32Array {
  const raw = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-f', 'aac', '-i', 'pipe:0', '-f', 'f32le', 'pipe:1'],
    { input: new Uint8Array(stream), maxBuffer: 1e8 },
  );
  return new Float32Array(new Uint8Array(raw).buffer);
}

it('finds the packets, the encoder delay and the length of a stem', () => {
  const track = readAacTrack(encodeStem());
  expect(track).toMatchObject({ sampleRateHz: 44_100, channels: 2, primingFrames: 1024, frames });
  expect(track!.packets.length).toBe(Math.ceil((frames + 1024) / 1024));
});

it('a range of packets decodes on its own to the sound of that range', () => {
  const track = readAacTrack(encodeStem())!;
  const whole = decodeAdts(composeAdts(track, 0, track.packets.length));
  const part = decodeAdts(composeAdts(track, 40, 60));
  const [lead, length] = [2 * 1024 * 2, 10 * 1024 * 2];
  let worst = 0;
  for (let i = lead; i < lead + length; i += 1) {
    worst = Math.max(worst, Math.abs(part[i]! - whole[40 * 1024 * 2 + i]!));
  }
  expect(worst).toBeLessThan(0.01);
  expect(Math.max(...part.subarray(lead, lead + length))).toBeGreaterThan(0.05);
});

it.each([
  ['an empty file', new ArrayBuffer(0)],
  ['a WAV file', new TextEncoder().encode('RIFF....WAVEfmt and so on').buffer],
  ['a truncated box', Uint8Array.from([0, 0, 1, 0, 109, 111, 111, 118, 0]).buffer],
  ['a fragmented file', encodeTone(['-c:a', 'aac', '-f', 'mp4'])],
])('%s is rejected', (_, file) => {
  expect(readAacTrack(file)).toBeUndefined();
});

it('a truncated stem is rejected', () => {
  const file = encodeStem();
  expect(readAacTrack(file.slice(0, file.byteLength - 500))).toBeUndefined();
});

/** AudioSpecificConfig: 5 bits object type, 4 bits rate index, 4 bits channels. */
function configOf(objectType: number, rateIndex: number, channels: number): number[] {
  const bits = (objectType << 11) | (rateIndex << 7) | (channels << 3);
  return [bits >> 8, bits & 255];
}

describe('the track', () => {
  it('has every packet, in order', () => {
    const track = readAacTrack(composeM4a())!;
    expect(track.packets.map((packet) => [...packet])).toEqual([[1], [2, 2], [3, 3, 3], [4]]);
    expect(track).toMatchObject({ primingFrames: 0, frames: 4 * 1024, channels: 2 });
  });

  it('has packets of one size, in chunks of changing length', () => {
    const packets = [1, 2, 3, 4, 5, 6].map((byte) => [byte, byte]);
    const chunks = [
      { from: 1, packets: 1 },
      { from: 3, packets: 4 },
    ];
    const track = readAacTrack(composeM4a({ packets, chunks, uniformSize: 2 }))!;
    expect(track.packets.map((packet) => [...packet])).toEqual(packets);
  });

  it.each([
    [0, 96_000],
    [3, 48_000],
    [4, 44_100],
    [6, 24_000],
    [7, 22_050],
    [12, 7350],
  ])('with rate index %i has a rate of %i Hz', (rateIndex, sampleRateHz) => {
    const file = composeM4a({ specificConfig: configOf(2, rateIndex, 1) });
    expect(readAacTrack(file)).toMatchObject({ sampleRateHz, channels: 1 });
  });

  it.each([
    ['another codec than AAC-LC', configOf(5, 4, 2)],
    ['an unknown rate', configOf(2, 13, 2)],
    ['no channels', configOf(2, 4, 0)],
    ['more than two channels', configOf(2, 4, 3)],
    ['a truncated configuration', stereoConfig.slice(0, 1)],
  ])('with %s is rejected', (_, specificConfig) => {
    expect(readAacTrack(composeM4a({ specificConfig }))).toBeUndefined();
  });

  it('without packets is rejected', () => {
    expect(readAacTrack(composeM4a({ packets: [] }))).toBeUndefined();
  });

  it('may have descriptors whose lengths take several bytes', () => {
    expect(readAacTrack(composeM4a({ lengthBytes: 4 }))).toMatchObject({ sampleRateHz: 44_100 });
  });

  it.each([false, true])('is cut by its edit list (64-bit times: %s)', (isLong) => {
    const cut = (durationMs: number, mediaTime: number) =>
      readAacTrack(composeM4a({ edit: { durationMs, mediaTime }, isLong }));
    // 50 ms of 44 100 Hz are 2205 frames.
    expect(cut(50, 1024)).toMatchObject({ primingFrames: 1024, frames: 2205 });
    // No more frames than there are after the delay.
    expect(cut(500, 1024)).toMatchObject({ primingFrames: 1024, frames: 3 * 1024 });
    // A duration of 0 means up to the end.
    expect(cut(0, 100)).toMatchObject({ primingFrames: 100, frames: 4 * 1024 - 100 });
    expect(cut(50, 4 * 1024)).toBeUndefined();
    expect(cut(50, 4 * 1024 - 1)).toMatchObject({ frames: 1 });
    expect(cut(50, -1)).toBeUndefined();
  });
});

describe('an ADTS stream', () => {
  const track = readAacTrack(composeM4a())!;

  it('has a header of seven bytes before each packet', () => {
    const stream = new Uint8Array(composeAdts(track, 1, 3));
    // Sync word, MPEG-4 without CRC; AAC-LC (1), rate index 4, two channels; length 9; full buffer.
    expect([...stream.subarray(0, 9)]).toEqual([
      0xff,
      0xf1,
      0b01_0100_0_0,
      0b10_0000_00,
      9 >> 3,
      ((9 & 7) << 5) | 0x1f,
      0xfc,
      2,
      2,
    ]);
    expect([...stream.subarray(16)]).toEqual([3, 3, 3]);
    expect(stream).toHaveLength(9 + 10);
  });

  it('writes lengths of up to 13 bits', () => {
    const long = { ...track, packets: [new Uint8Array(6000)] };
    const [, , , high, middle, low] = new Uint8Array(composeAdts(long, 0, 1));
    expect(((high! & 3) << 11) | (middle! << 3) | (low! >> 5)).toBe(6007);
  });

  it('repeats the first packet before the beginning', () => {
    const bytes = [...new Uint8Array(composeAdts(track, -2, 2))];
    expect(bytes).toHaveLength(3 * 8 + 9);
    expect([bytes[7], bytes[15], bytes[23], bytes[31]]).toEqual([1, 1, 1, 2]);
  });
});
