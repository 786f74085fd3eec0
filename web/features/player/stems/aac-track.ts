import { boxAt, part } from './mp4-boxes.ts';

/** Frames per AAC-LC packet. */
export const packetFrames = 1024;

/** The AAC track of an MP4 file: its packets, and which of their frames are audible. */
export interface AacTrack {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Decoded frames before the sound begins: the encoder's delay, which the edit list cuts. */
  readonly primingFrames: number;
  /** Audible frames. */
  readonly frames: number;
  readonly packets: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * Reads a file with a single AAC-LC track, as the worker writes it (ISO/IEC 14496-12 and -14).
 * @returns `undefined` for any other file, which the browser decodes as a whole.
 */
export function readAacTrack(file: ArrayBuffer): AacTrack | undefined {
  const view = new DataView(file);
  const track = boxAt(view, 'moov/trak');
  const table = track && boxAt(track, 'mdia/minf/stbl');
  const config = table && aacConfig(table);
  if (!track || !table || !config) return undefined;
  const packets = packetsOf(view, table);
  if (!packets || packets.length === 0) return undefined;
  const edit = editOf(track);
  const decoded = packets.length * packetFrames;
  const primingFrames = edit?.mediaTime ?? 0;
  if (primingFrames < 0 || primingFrames >= decoded) return undefined;
  const kept = edit && secondsOf(view, edit.duration) * config.sampleRateHz;
  const frames = Math.min(decoded - primingFrames, kept ? Math.round(kept) : decoded);
  return { ...config, primingFrames, frames, packets };
}

const sampleRates = [
  ...[96000, 88200, 64000, 48000, 44100, 32000, 24000],
  ...[22050, 16000, 12000, 11025, 8000, 7350],
];

/** Reads the AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1); `undefined` unless it is mono or stereo AAC-LC. */
function aacConfig(table: DataView) {
  const descriptions = boxAt(table, 'stsd');
  const entry = descriptions && boxAt(part(descriptions, 8), 'mp4a');
  // An audio sample entry has 28 bytes of fields before its boxes.
  const esds = entry && entry.byteLength > 28 && boxAt(part(entry, 28), 'esds');
  const specific = esds && decoderSpecificInfo(esds);
  if (!specific || specific.byteLength < 2) return undefined;
  const bits = specific.getUint16(0);
  const [objectType, rateIndex, channels] = [bits >> 11, (bits >> 7) & 15, (bits >> 3) & 15];
  const sampleRateHz = sampleRates[rateIndex];
  if (objectType !== 2 || !sampleRateHz || channels < 1 || channels > 2) return undefined;
  return { sampleRateHz, channels };
}

/** Finds descriptor 5 inside 4 inside 3 (ISO/IEC 14496-1, 7.2.6). */
function decoderSpecificInfo(esds: DataView): DataView | undefined {
  const skips: Readonly<Record<number, number>> = { 3: 3, 4: 13 };
  let at = 4;
  while (at < esds.byteLength) {
    const tag = esds.getUint8(at++);
    let length = 0;
    let byte = 0;
    do {
      if (at >= esds.byteLength) return undefined;
      byte = esds.getUint8(at++);
      length = (length << 7) | (byte & 127);
    } while (byte & 128);
    if (tag === 5) return at + length <= esds.byteLength ? part(esds, at, length) : undefined;
    at += skips[tag] ?? length;
  }
  return undefined;
}

/** The packets, located by their sizes, their chunks and the chunks' offsets (8.7). */
function packetsOf(file: DataView, table: DataView): Uint8Array<ArrayBuffer>[] | undefined {
  const [sizes, chunks, offsets] = ['stsz', 'stsc', 'stco'].map((name) => boxAt(table, name));
  if (!sizes || !chunks || !offsets) return undefined;
  const [uniform, count] = [sizes.getUint32(4), sizes.getUint32(8)];
  const packets: Uint8Array<ArrayBuffer>[] = [];
  let run = 0;
  for (let chunk = 0; chunk < offsets.getUint32(4); chunk += 1) {
    const isNext =
      run + 1 < chunks.getUint32(4) && chunks.getUint32(8 + 12 * (run + 1)) <= chunk + 1;
    if (isNext) run += 1;
    let at = offsets.getUint32(8 + 4 * chunk);
    for (let i = 0; i < chunks.getUint32(8 + 12 * run + 4) && packets.length < count; i += 1) {
      const size = uniform || sizes.getUint32(12 + 4 * packets.length);
      if (at + size > file.byteLength) return undefined;
      packets.push(new Uint8Array(file.buffer as ArrayBuffer, file.byteOffset + at, size));
      at += size;
    }
  }
  return packets.length === count ? packets : undefined;
}

/** The first edit (8.6.6): its duration in the movie's timescale and its start in the media's. */
function editOf(track: DataView): { duration: number; mediaTime: number } | undefined {
  const list = boxAt(track, 'edts/elst');
  if (!list || list.getUint32(4) < 1) return undefined;
  const isLong = list.getUint8(0) === 1;
  return isLong
    ? { duration: Number(list.getBigUint64(8)), mediaTime: Number(list.getBigInt64(16)) }
    : { duration: list.getUint32(8), mediaTime: list.getInt32(12) };
}

/** Converts a duration in the movie's timescale (8.2.2). */
function secondsOf(file: DataView, duration: number): number {
  const header = boxAt(file, 'moov/mvhd');
  if (!header) return 0;
  return duration / header.getUint32(header.getUint8(0) === 1 ? 20 : 12);
}

/**
 * Packets `first` … `last` as a stream that can be decoded on its own: each gets an ADTS header
 * (ISO/IEC 13818-7, 6.2).
 * @param first may be negative: then the first packet is repeated, for decoders to drop.
 */
export function composeAdts(track: AacTrack, first: number, last: number): ArrayBuffer {
  const repeated = Array.from({ length: Math.max(0, -first) }, () => track.packets.slice(0, 1));
  const packets = [...repeated.flat(), ...track.packets.slice(Math.max(0, first), last)];
  const total = packets.reduce((sum, { byteLength }) => sum + byteLength + 7, 0);
  const stream = new Uint8Array(total);
  const rateIndex = sampleRates.indexOf(track.sampleRateHz);
  let at = 0;
  for (const packet of packets) {
    const length = packet.byteLength + 7;
    const header = [
      0xff,
      0xf1,
      (1 << 6) | (rateIndex << 2) | (track.channels >> 2),
      ((track.channels & 3) << 6) | (length >> 11),
      (length >> 3) & 0xff,
      ((length & 7) << 5) | 0x1f,
      0xfc,
    ];
    stream.set(header, at);
    stream.set(packet, at + 7);
    at += length;
  }
  return stream.buffer;
}
