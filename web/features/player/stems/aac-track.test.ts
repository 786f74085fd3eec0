import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { composeAdts, readAacTrack } from './aac-track.ts';

const frames = 3 * 44_100;

/** A tone of three seconds in AAC, in the container that stems are stored in. */
function encodeTone(codec: readonly string[]): ArrayBuffer {
  const source = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100:duration=3'];
  const out = ['-ac', '2', ...codec, '-movflags', 'frag_keyframe+empty_moov', 'pipe:1'];
  return toBuffer(execFileSync('ffmpeg', ['-v', 'error', ...source, ...out]));
}

/** The same, with an index in front, as stems are stored. */
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

test('finds the packets, the delay and the length of a stem', () => {
  const track = readAacTrack(encodeStem());
  expect(track).toMatchObject({ sampleRateHz: 44_100, channels: 2, primingFrames: 1024, frames });
  expect(track!.packets.length).toBe(Math.ceil((frames + 1024) / 1024));
});

test('a stretch of packets decodes by itself to the sound in that place', () => {
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

test.each([
  ['an empty file', new ArrayBuffer(0)],
  ['a WAV file', new TextEncoder().encode('RIFF....WAVEfmt and so on').buffer],
  ['a box that is cut off', Uint8Array.from([0, 0, 1, 0, 109, 111, 111, 118, 0]).buffer],
  ['a fragmented file', encodeTone(['-c:a', 'aac', '-f', 'mp4'])],
])('%s is not for us', (_, file) => {
  expect(readAacTrack(file)).toBeUndefined();
});

test('a stem that is cut off is not for us', () => {
  const file = encodeStem();
  expect(readAacTrack(file.slice(0, file.byteLength - 500))).toBeUndefined();
});
