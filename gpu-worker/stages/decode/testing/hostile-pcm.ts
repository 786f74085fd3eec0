import { be16, be32, be64, bytes, le16, le32, le64, noise16 } from './binary.ts';
import { type HostileFile, hostile } from './hostile-file.ts';

const sound = noise16(44100);

interface WaveHeader {
  readonly tag?: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly blockAlign?: number;
  readonly bits?: number;
  readonly claimedBytes?: number;
}

function wave(header: WaveHeader, data: Uint8Array = sound): Buffer {
  const { tag = 1, channels = 1, rateHz = 44100, bits = 16 } = header;
  const { blockAlign = Math.floor((channels * bits) / 8), claimedBytes = data.length } = header;
  const format = bytes(
    ...[le16(tag), le16(channels), le32(rateHz), le32(rateHz * blockAlign)],
    ...[le16(blockAlign), le16(bits)],
  );
  const body = bytes('WAVE', 'fmt ', le32(format.length), format, 'data', le32(claimedBytes), data);
  return bytes('RIFF', le32(body.length), body);
}

const ofRate = (rateHz: number, ...ends: HostileFile['ends']): HostileFile =>
  hostile(`wav-rate-${rateHz}.wav`, wave({ rateHz }), ...ends);
const ofChannels = (channels: number, ...ends: HostileFile['ends']): HostileFile =>
  hostile(`wav-channels-${channels}.wav`, wave({ channels }), ...ends);

/** WAV with wrong headers. */
export function hostileWaves(): HostileFile[] {
  const floats = (value: number): Buffer => Buffer.from(new Float32Array(44100).fill(value).buffer);
  const rf64 = (riffBytes: number, dataBytes: number, samples: number): Buffer =>
    bytes(
      ...['RF64', le32(-1), 'WAVE', 'ds64', le32(28), le64(riffBytes), le64(dataBytes)],
      ...[le64(samples), le32(0), wave({ claimedBytes: -1 }).subarray(12)],
    );
  return [
    ofRate(0, 'corrupt-file'),
    ...[1, 4, 100, 1000, 3999].map((rateHz) => ofRate(rateHz, 'corrupt-file')),
    ...[4000, 4001, 384000, 767999, 2822400].map((rateHz) => ofRate(rateHz, 'ok')),
    ofRate(2 ** 31 - 1, 'corrupt-file'),
    ofRate(2 ** 31, 'corrupt-file'),
    ofRate(2 ** 32 - 1, 'corrupt-file'),
    ofChannels(0, 'corrupt-file'),
    ...[9, 64].map((channels) => ofChannels(channels, 'ok')),
    ...[65, 255, 4096, 65535].map((channels) => ofChannels(channels, 'corrupt-file')),
    hostile('wav-block-align-0.wav', wave({ blockAlign: 0 }), 'ok'),
    hostile('wav-block-align-65535.wav', wave({ blockAlign: 65535 }), 'ok'),
    hostile('wav-bits-0.wav', wave({ bits: 0 }), 'unsupported-format'),
    hostile('wav-bits-65535.wav', wave({ bits: 65535 }), 'unsupported-format'),
    hostile('wav-unknown-codec.wav', wave({ tag: 0x7777 }), 'unsupported-format'),
    hostile('wav-claims-4-gb.wav', wave({ claimedBytes: 2 ** 32 - 2 }), 'ok'),
    hostile('wav-no-data.wav', wave({}, new Uint8Array(0)), 'corrupt-file'),
    hostile('wav-nan.wav', wave({ tag: 3, bits: 32 }, floats(Number.NaN)), 'ok'),
    hostile('wav-infinite.wav', wave({ tag: 3, bits: 32 }, floats(Number.POSITIVE_INFINITY)), 'ok'),
    hostile('rf64-sizes-huge.wav', rf64(2 ** 62, 2 ** 62, 2 ** 62), 'ok'),
    hostile('rf64-sizes-0.wav', rf64(0, 0, 0), 'ok', 'corrupt-file'),
    hostile(
      'wav-100000-chunks.wav',
      bytes(
        'RIFF',
        le32(-1),
        'WAVE',
        Buffer.alloc(800_000, bytes('junk', le32(0))),
        wave({}).subarray(12),
      ),
      'ok',
    ),
  ];
}

/** AIFF, AU and CAF with wrong headers. */
export function hostileOtherPcm(): HostileFile[] {
  /** Rates are 80-bit floats: sign and exponent, then 64 bits of mantissa (Apple, AIFF 1.3). */
  const aiff = (exponent: number, channels = 1, frames = 44100): Buffer => {
    const rate = bytes(be16(16383 + exponent), be64(2 ** 63));
    const common = bytes('COMM', be32(18), be16(channels), be32(frames), be16(16), rate);
    const data = bytes('SSND', be32(8 + sound.length), be32(0), be32(0), sound);
    return bytes('FORM', be32(4 + common.length + data.length), 'AIFF', common, data);
  };
  const au = (dataAt: number, size: number, rateHz: number, channels: number): Buffer =>
    bytes('.snd', be32(dataAt), be32(size), be32(3), be32(rateHz), be32(channels), sound);
  const caf = (rateHz: number, framesPerPacket: number, channels: number): Buffer => {
    const rate = Buffer.alloc(8);
    rate.writeDoubleBE(rateHz);
    const description = bytes(
      ...[rate, 'lpcm', be32(2), be32(2 * channels), be32(framesPerPacket)],
      ...[be32(channels), be32(16)],
    );
    const head = bytes('caff', be16(1), be16(0), 'desc', be64(32), description);
    return bytes(head, 'data', be64(4 + sound.length), be32(0), sound);
  };
  return [
    hostile('aiff-rate-2-to-the-62.aiff', aiff(62), 'corrupt-file'),
    hostile('aiff-rate-infinite.aiff', aiff(16384), 'corrupt-file'),
    hostile('aiff-rate-1.aiff', aiff(0), 'corrupt-file'),
    hostile('aiff-rate-2-to-the-minus-100.aiff', aiff(-100), 'corrupt-file'),
    hostile('aiff-channels-65535.aiff', aiff(15, 65535), 'corrupt-file'),
    hostile('aiff-frames-4-billion.aiff', aiff(15, 1, 2 ** 32 - 1), 'ok', 'corrupt-file'),
    hostile('au-data-at-4-gb.au', au(2 ** 32 - 1, sound.length, 44100, 1), 'ok', 'corrupt-file'),
    hostile('au-size-0.au', au(24, 0, 44100, 1), 'ok'),
    hostile('au-rate-3.au', au(24, sound.length, 3, 1), 'corrupt-file'),
    hostile(
      'au-channels-4-billion.au',
      au(24, sound.length, 44100, 2 ** 32 - 1),
      'unsupported-format',
    ),
    hostile('caf-rate-not-a-number.caf', caf(Number.NaN, 1, 1), 'corrupt-file'),
    hostile('caf-rate-1e300.caf', caf(1e300, 1, 1), 'corrupt-file'),
    hostile('caf-rate-2.caf', caf(2, 1, 1), 'corrupt-file'),
    hostile('caf-packets-of-4-billion.caf', caf(44100, 2 ** 32 - 1, 1), 'corrupt-file'),
  ];
}
