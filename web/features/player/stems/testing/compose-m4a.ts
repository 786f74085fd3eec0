/** Fields of a test file; see {@link composeM4a}. */
export interface M4aFields {
  /** Bytes of each packet. */
  readonly packets?: readonly (readonly number[])[];
  /** Packets per chunk, from which chunk on (1-based). */
  readonly chunks?: readonly { readonly from: number; readonly packets: number }[];
  /** One size for all packets instead of a table. */
  readonly uniformSize?: number;
  readonly specificConfig?: readonly number[];
  /** Duration in the movie's timescale of 1000 Hz, and start in the media in frames. */
  readonly edit?: { readonly durationMs: number; readonly mediaTime: number };
  /** Whether times are written with 64 bits (version 1). */
  readonly isLong?: boolean;
  /** Bytes that encode the length of each descriptor. */
  readonly lengthBytes?: number;
}

/** AAC-LC (2), 44 100 Hz (4), stereo (2): 00010 0100 0010 000. */
export const stereoConfig = [0b00010_010, 0b0_0010_000] as const;

/**
 * A minimal MP4 file with one AAC track (ISO/IEC 14496-12), its packets in `mdat` before `moov`. By
 * default four packets in one chunk, without an edit list.
 */
export function composeM4a(fields: M4aFields = {}): ArrayBuffer {
  const packets = fields.packets ?? [[1], [2, 2], [3, 3, 3], [4]];
  const chunks = fields.chunks ?? [{ from: 1, packets: packets.length }];
  const mdat = box('mdat', packets.flat());
  return new Uint8Array([
    ...mdat,
    ...box('moov', [
      ...box('mvhd', movieHeader(fields.isLong ?? false)),
      ...box('trak', [
        ...(fields.edit ? box('edts', box('elst', editList(fields.edit, fields.isLong))) : []),
        ...box('mdia', box('minf', box('stbl', sampleTable(packets, chunks, fields)))),
      ]),
    ]),
  ]).buffer;
}

function sampleTable(
  packets: readonly (readonly number[])[],
  chunks: NonNullable<M4aFields['chunks']>,
  { uniformSize = 0, specificConfig = stereoConfig, lengthBytes = 1 }: M4aFields,
): number[] {
  const sizes = uniformSize > 0 ? [] : packets.flatMap(({ length }) => u32(length));
  const offsets: number[] = [];
  let first = 0;
  while (first < packets.length) {
    const chunk = offsets.length + 1;
    offsets.push(8 + packets.slice(0, first).flat().length);
    first += chunks.findLast(({ from }) => from <= chunk)?.packets ?? packets.length;
  }
  const descriptor = (tag: number, body: readonly number[]) => [
    tag,
    ...Array(lengthBytes - 1).fill(0x80),
    body.length,
    ...body,
  ];
  const config = descriptor(4, [...Array(13).fill(0), ...descriptor(5, specificConfig)]);
  const esds = box('esds', [...u32(0), ...descriptor(3, [0, 0, 0, ...config])]);
  return [
    ...box('stsd', [...u32(0), ...u32(1), ...box('mp4a', [...Array(28).fill(0), ...esds])]),
    ...box('stsz', [...u32(0), ...u32(uniformSize), ...u32(packets.length), ...sizes]),
    ...box('stsc', [
      ...u32(0),
      ...u32(chunks.length),
      ...chunks.flatMap(({ from, packets: count }) => [...u32(from), ...u32(count), ...u32(1)]),
    ]),
    ...box('stco', [...u32(0), ...u32(offsets.length), ...offsets.flatMap(u32)]),
  ];
}

function movieHeader(isLong: boolean): number[] {
  const times = isLong ? 16 : 8;
  return [isLong ? 1 : 0, 0, 0, 0, ...Array(times).fill(0), ...u32(1000)];
}

function editList(
  { durationMs, mediaTime }: NonNullable<M4aFields['edit']>,
  isLong = false,
): number[] {
  const time = (value: number) =>
    isLong ? [...u32(value < 0 ? -1 : 0), ...u32(value)] : u32(value);
  return [isLong ? 1 : 0, 0, 0, 0, ...u32(1), ...time(durationMs), ...time(mediaTime)];
}

export function box(type: string, body: readonly number[]): number[] {
  return [...u32(8 + body.length), ...Buffer.from(type), ...body];
}

export function u32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
