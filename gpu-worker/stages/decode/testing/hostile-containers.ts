import { be32, be64, bytes, patched } from './binary.ts';
import { type HostileFile, hostile } from './hostile-file.ts';
import type { RealFile } from './real-files.ts';

type RealFiles = Readonly<Record<RealFile, Buffer>>;

/** MP4 with tables that claim more than the file contains, and with deeply nested atoms. */
export function hostileMp4(real: RealFiles): HostileFile[] {
  const m4a = real['a.m4a'];
  const count = (atom: string, value: number): Buffer => patched(m4a, atom, be32(value), 4);
  const atom = (name: string, body: Uint8Array): Buffer => bytes(be32(8 + body.length), name, body);
  const brand = atom('ftyp', bytes('M4A ', be32(0)));
  const nested = Array.from({ length: 5000 }).reduce<Buffer>(
    (inner) => atom('moov', inner),
    Buffer.alloc(0),
  );
  return [
    hostile('mp4-stts-4-billion.m4a', count('stts', 2 ** 32 - 1), 'corrupt-file', 'ok'),
    hostile('mp4-stts-16-million.m4a', count('stts', 2 ** 24), 'corrupt-file', 'ok'),
    hostile(
      'mp4-stsz-4-billion.m4a',
      patched(m4a, 'stsz', be32(2 ** 32 - 1), 8),
      'corrupt-file',
      'ok',
    ),
    hostile('mp4-stsz-each-2-gb.m4a', patched(m4a, 'stsz', be32(2 ** 31 - 1), 4), 'corrupt-file'),
    hostile('mp4-stsc-4-billion.m4a', count('stsc', 2 ** 32 - 1), 'corrupt-file', 'ok'),
    hostile('mp4-stco-4-billion.m4a', count('stco', 2 ** 32 - 1), 'corrupt-file', 'ok'),
    hostile('mp4-timescale-0.m4a', patched(m4a, 'mdhd', be32(0), 12), 'ok', 'corrupt-file'),
    hostile(
      'mp4-timescale-4-billion.m4a',
      patched(m4a, 'mdhd', be32(2 ** 32 - 1), 12),
      'ok',
      'corrupt-file',
    ),
    hostile(
      'mp4-edit-of-600000-hours.m4a',
      patched(m4a, 'elst', be32(2 ** 31 - 1), 8),
      'ok',
      'corrupt-file',
    ),
    hostile(
      'mp4-edit-before-the-beginning.m4a',
      patched(m4a, 'elst', be32(-1), 12),
      'ok',
      'corrupt-file',
    ),
    hostile(
      'mp4-atom-of-2-to-the-63.m4a',
      bytes(brand, be32(1), 'moov', be64(2 ** 63)),
      'no-audio',
      'corrupt-file',
    ),
    hostile('mp4-atoms-5000-deep.m4a', bytes(brand, nested), 'corrupt-file'),
    hostile(
      'mp4-100000-empty-atoms.m4a',
      bytes(brand, Buffer.alloc(800_000, atom('free', Buffer.alloc(0))), m4a),
      'ok',
      'corrupt-file',
    ),
    hostile('mp4-300-streams.mov', real['streams-300.mov'], 'ok', 'corrupt-file'),
    hostile('mp4-film.mp4', real['film.mp4'], 'ok'),
    hostile('mp4-film-frames-of-65535.mp4', patched(real['film.mp4'], 'mp4v', be32(-1), 24), 'ok'),
  ];
}

/** Matroska with floods of nothing, attachments and streams. */
export function hostileMatroska(real: RealFiles): HostileFile[] {
  const mka = real['a.mka'];
  // EBML ids and sizes (RFC 8794): Void is 0xEC; a size of eight bytes begins with 0x01.
  const element = (id: readonly number[], body: Uint8Array, size = body.length): Buffer =>
    bytes(...id, 1, be64(size).subarray(1), body);
  const segmentAt = mka.indexOf(Buffer.of(0x18, 0x53, 0x80, 0x67));
  const head = mka.subarray(0, segmentAt);
  const children = mka.subarray(segmentAt + 12);
  const segment = (...parts: readonly Uint8Array[]): Buffer =>
    bytes(head, 0x18, 0x53, 0x80, 0x67, 1, Buffer.alloc(7, 0xff), ...parts, children);
  const attached = element(
    [0x61, 0xa7],
    bytes(
      element([0x46, 0x6e], bytes('a.png')),
      element([0x46, 0x60], bytes('image/png')),
      element([0x46, 0xae], Buffer.of(1)),
      element([0x46, 0x5c], Buffer.alloc(1000, 0x89)),
    ),
  );
  const many = (part: Uint8Array, count: number): Buffer =>
    Buffer.concat(Array<Uint8Array>(count).fill(part));
  const tag = element([0x73, 0x73], element([0x67, 0xc8], element([0x45, 0xa3], bytes('A'))));
  const rateAt = (value: number): Buffer => {
    const rate = Buffer.alloc(8);
    rate.writeDoubleBE(value);
    return patched(mka, mka.indexOf(Buffer.of(0xb5, 0x88)), rate, 2);
  };
  return [
    hostile(
      'mkv-100000-voids.mka',
      segment(many(element([0xec], Buffer.alloc(0)), 100_000)),
      'ok',
      'corrupt-file',
    ),
    hostile(
      'mkv-void-of-2-to-the-55.mka',
      segment(element([0xec], Buffer.alloc(0), 2 ** 55)),
      'ok',
      'corrupt-file',
    ),
    hostile(
      'mkv-2000-attachments.mka',
      segment(element([0x19, 0x41, 0xa4, 0x69], many(attached, 2000))),
      'ok',
      'corrupt-file',
    ),
    hostile(
      'mkv-50000-tags.mka',
      segment(element([0x12, 0x54, 0xc3, 0x67], many(tag, 50_000))),
      'ok',
      'corrupt-file',
    ),
    hostile('mkv-rate-1.mka', rateAt(1), 'corrupt-file', 'ok'),
    hostile('mkv-rate-1e300.mka', rateAt(1e300), 'corrupt-file', 'ok'),
    hostile('mkv-40-streams.mka', real['streams-40.mka'], 'ok'),
    hostile('mkv-300-streams.mka', real['streams-300.mka'], 'ok', 'corrupt-file'),
    hostile('mkv-frames-of-16000.mkv', real['huge-frames.mkv'], 'ok'),
  ];
}
