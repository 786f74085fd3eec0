import { be16, be24, be32, be64, bytes, le32, le64, patched, syncsafe } from './binary.ts';
import { type HostileFile, hostile } from './hostile-file.ts';
import type { RealFile } from './real-files.ts';

type RealFiles = Readonly<Record<RealFile, Buffer>>;

const streamInfoAt = 8;

/** The processor time limit ends these; on a busy machine the wall time limit may come first. */
const overBudget = ['corrupt-file', 'timed-out'] as const;

/** FLAC with absurd headers and 200,000 comments. */
export function hostileFlac({ 'a.flac': flac }: RealFiles): HostileFile[] {
  const info = (rateHz: number, channels: number, blockSize = 4096, samples = 0): Buffer =>
    patched(
      patched(flac, streamInfoAt, bytes(be16(blockSize), be16(blockSize))),
      streamInfoAt + 10,
      be64(rateHz * 2 ** 44 + (channels - 1) * 2 ** 41 + 15 * 2 ** 36 + samples),
    );
  const comments = (count: number): Buffer => {
    const list = Array.from({ length: count }, (_, i) => {
      const text = `K${String(i).padStart(7, '0')}=v`;
      return bytes(le32(text.length), text);
    });
    const block = bytes(le32(0), le32(count), Buffer.concat(list));
    const framesAt = flac.indexOf(Buffer.of(0xff, 0xf8));
    const firstBlock = patched(flac.subarray(0, streamInfoAt + 34), 4, Buffer.of(0));
    return bytes(firstBlock, 0x84, be24(block.length), block, flac.subarray(framesAt));
  };
  const cover = (declaredBytes: number): Buffer => {
    const block = bytes(
      ...[be32(3), be32(9), 'image/png', be32(0), be32(65535), be32(65535), be32(24), be32(0)],
      ...[be32(declaredBytes), '\x89PNG'],
    );
    const firstBlock = patched(flac.subarray(0, streamInfoAt + 34), 4, Buffer.of(0));
    return bytes(firstBlock, 0x86, be24(block.length), block, flac.subarray(streamInfoAt + 34));
  };
  return [
    // Its frames contain the rate too, and ffmpeg uses that one.
    hostile('flac-rate-1.flac', info(1, 2), 'ok', 'corrupt-file'),
    hostile('flac-rate-655350.flac', info(655350, 2), 'ok'),
    hostile('flac-block-size-1.flac', info(44100, 2, 1), 'ok', 'corrupt-file'),
    hostile('flac-block-size-65535.flac', info(44100, 2, 65535), 'ok'),
    hostile(
      'flac-68-billion-samples.flac',
      info(44100, 2, 4096, 2 ** 36 - 1),
      'corrupt-file',
      'ok',
    ),
    hostile('flac-200000-comments.flac', comments(200_000), ...overBudget),
    hostile('flac-cover-of-4-gb.flac', cover(2 ** 32 - 1), 'ok', 'corrupt-file'),
    hostile('flac-in-flac.flac', bytes(...Array(20).fill(flac)), 'ok'),
  ];
}

/** MP3 and ADTS after ID3 tags that are more expensive than the song. */
export function hostileMp3({ 'a.mp3': mp3, 'a.aac': aac }: RealFiles): HostileFile[] {
  const sound = mp3.subarray(mp3.indexOf(Buffer.of(0xff, 0xfb)));
  const tag = (frames: Uint8Array, size = frames.length): Buffer =>
    bytes('ID3', 4, 0, 0, syncsafe(size), frames);
  const frame = (id: string, body: Uint8Array, size = body.length): Buffer =>
    bytes(id, syncsafe(size), be16(0), body);
  const texts = Buffer.concat(
    Array.from({ length: 200_000 }, (_, i) => frame('TXXX', bytes(0, `${i}`, 0, 'a'))),
  );
  const picture = frame('APIC', bytes(0, 'image/png', 0, 3, 0, Buffer.alloc(40_000_000)));
  const chapters = Buffer.concat(
    Array.from({ length: 20_000 }, (_, i) => frame('CHAP', bytes(`c${i}`, 0, be64(0), be64(0)))),
  );
  return [
    hostile('id3-200000-frames.mp3', bytes(tag(texts), sound), 'ok'),
    hostile('id3-200000-frames.aac', bytes(tag(texts), aac), 'ok'),
    hostile(
      'id3-200000-frames-lying-size.mp3',
      bytes(tag(texts, 2 ** 28 - 1), sound),
      ...overBudget,
    ),
    hostile('id3-picture-of-40-mb.mp3', bytes(tag(picture), sound), 'ok'),
    hostile('id3-20000-chapters.mp3', bytes(tag(chapters), sound), 'ok'),
    hostile(
      'id3-claims-256-mb.mp3',
      bytes(tag(new Uint8Array(0), 2 ** 28 - 1), sound),
      'corrupt-file',
    ),
    hostile('id3-1000-tags.mp3', bytes(...Array(1000).fill(tag(new Uint8Array(20))), sound), 'ok'),
    hostile('id3-alone.mp3', tag(new Uint8Array(1000)), 'corrupt-file'),
    hostile(
      'mp3-1000-junk-gaps.mp3',
      bytes(...Array(50).fill(bytes(sound, Buffer.alloc(9000)))),
      'ok',
    ),
  ];
}

/** Ogg with wrong granule positions, chained streams and many serial numbers. */
export function hostileOgg({ 'a.ogg': ogg, 'a.opus': opus }: RealFiles): HostileFile[] {
  const granule = (source: Buffer, value: Buffer): Buffer =>
    patched(source, source.lastIndexOf('OggS'), value, 6);
  return [
    hostile('ogg-granule-2-to-the-62.ogg', granule(ogg, le64(2 ** 62)), 'ok', 'corrupt-file'),
    hostile('ogg-granule-negative.ogg', granule(ogg, le64(-2)), 'ok', 'corrupt-file'),
    hostile('opus-granule-2-to-the-62.opus', granule(opus, le64(2 ** 62)), 'ok', 'corrupt-file'),
    hostile('opus-chained-30-times.opus', bytes(...Array(30).fill(opus)), 'ok', 'too-long'),
    hostile('ogg-serials-1000.ogg', manySerials(ogg, 1000), 'ok', 'corrupt-file'),
  ];
}

/** Repeats the first page, each time as the beginning of another stream. */
function manySerials(ogg: Buffer, count: number): Buffer {
  const page = ogg.subarray(0, ogg.indexOf('OggS', 4));
  return bytes(...Array.from({ length: count }, (_, i) => patched(page, 14, le32(i))), ogg);
}
