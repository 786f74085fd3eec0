import { describe, expect, it } from 'vitest';
import { parseProbe } from './probe-song.ts';

const audio = { codec_type: 'audio', codec_name: 'flac', channels: 1, sample_rate: '44100' };
const video = { codec_type: 'video', codec_name: 'h264' };

/** ffprobe's JSON, which writes sample rates and durations as strings. */
const outputOf = (streams: readonly object[], format: object = { duration: '12.5' }) =>
  JSON.stringify({ streams, format });

describe('parseProbe', () => {
  it('takes the first audio stream and the claimed duration', () => {
    const other = { ...audio, channels: 6 };
    expect(parseProbe(outputOf([video, audio, other]), '')).toEqual({
      ...{ channels: 1, claimedSeconds: 12.5 },
    });
  });

  it.each([['N/A'], ['0'], ['-1'], [undefined]])('ignores a duration of %s', (duration) => {
    expect(parseProbe(outputOf([audio], { duration }), '')).toEqual({ channels: 1 });
  });

  it('assumes stereo for unknown channels', () => {
    const { channels: _, ...unknown } = audio;
    expect(parseProbe(outputOf([unknown], {}), '')).toEqual({ channels: 2 });
  });

  // 4 kHz is the minimum for a voice; 2.8224 MHz is DSD512, 64 · 44.1 kHz.
  it.each([4000, 44100, 64 * 44100])('accepts a sample rate of %i Hz', (rateHz) => {
    expect(parseProbe(outputOf([{ ...audio, sample_rate: String(rateHz) }]), '')).toMatchObject({
      channels: 1,
    });
  });

  it.each([3999, 64 * 44100 + 1])('refuses a sample rate of %i Hz', (rateHz) => {
    const output = outputOf([{ ...audio, sample_rate: String(rateHz) }]);
    expect(() => parseProbe(output, '')).toThrow(`corrupt-file: A sample rate of ${rateHz} Hz`);
  });

  it.each(['0', 'N/A', '44100.5'])('leaves the sample rate %s to the decoder', (rate) => {
    expect(parseProbe(outputOf([{ ...audio, sample_rate: rate }]), '')).toMatchObject({
      channels: 1,
    });
  });

  it('refuses a file without an audio stream', () => {
    expect(() => parseProbe(outputOf([video]), '')).toThrow('no-audio');
  });

  it('refuses audio without a decoder', () => {
    const { codec_name: _, ...unknown } = audio;
    expect(() => parseProbe(outputOf([unknown]), '')).toThrow('unsupported-format');
  });

  it.each([
    ['truncated JSON', '{"streams": ['],
    ['negative channels', outputOf([{ ...audio, channels: -1 }])],
    ['no format', JSON.stringify({ streams: [audio] })],
  ])('refuses %s as corrupt', (_name, output) => {
    expect(() => parseProbe(output, '')).toThrow('corrupt-file: The headers make no sense');
  });
});
