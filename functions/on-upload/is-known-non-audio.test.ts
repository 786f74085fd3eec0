import { describe, expect, it } from 'vitest';
import { headBytes, isKnownNonAudio } from './is-known-non-audio.ts';

/** A file with these first characters (Latin-1), followed by bytes of every value. */
function fileOf(start: string): Uint8Array {
  const remainder = Uint8Array.from({ length: headBytes }, (_, index) => (index * 167) & 255);
  return Buffer.concat([Buffer.from(start, 'latin1'), remainder]).subarray(0, headBytes);
}

describe('accepts', () => {
  it.each([
    ['MP3 with ID3', 'ID3\x04\0\0\0\0\x0fvTSSE'],
    ['MP3', '\xff\xfb\x90\x64\0'],
    ['MPEG-2 layer III', '\xff\xf3\x40\xc0'],
    ['MP2', '\xff\xfd\x84\x04'],
    ['MPEG layer I', '\xff\xfe\x40\x04'],
    ['AAC in ADTS', '\xff\xf1\x50\x80'],
    ['AAC in ADIF', 'ADIF\0'],
    ['AAC in LATM', '\x56\xe0\xff'],
    ['AC-3', '\x0b\x77\x12\x34'],
    ['DTS', '\x7f\xfe\x80\x01'],
    ['WAV', 'RIFF\x24\0\0\0WAVEfmt '],
    ['RF64', 'RF64\xff\xff\xff\xffWAVE'],
    ['AIFF', 'FORM\0\0\0\x24AIFF'],
    ['FLAC', 'fLaC\0\0\0\x22'],
    ['Ogg', 'OggS\0\x02'],
    ['Matroska or WebM', '\x1a\x45\xdf\xa3'],
    ['M4A', '\0\0\0\x20ftypM4A \0'],
    ['MP4', '\0\0\0\x20ftypisom\0'],
    ['QuickTime', '\0\0\0\x14ftypqt  \0'],
    ['QuickTime without a type', '\0\0\0\x08wide\0\0\0\0mdat'],
    ['3GP', '\0\0\0\x14ftyp3gp4\0'],
    ['AMR', '#!AMR\n\x3c\x91'],
    ['CAF', 'caff\0\x01\0\0desc'],
    ['WMA', '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
    ['AVI', 'RIFF\x24\0\0\0AVI LIST'],
    ['MPEG program stream', '\0\0\x01\xba\x44'],
    ['MPEG transport stream', '\x47\x40\0\x10\0'],
    ['FLV', 'FLV\x01\x05\0\0'],
    ['Sun audio', '.snd\0\0\0\x18'],
    ['Monkey’s Audio', 'MAC \x96\x0f'],
    ['WavPack', 'wvpk\x1c\0'],
    ['True Audio', 'TTA1\x01\0'],
    ['Musepack', 'MPCKSH\x0e\0'],
    ['unknown bytes', '\x12\x34\0\xff'],
    ['silence', '\0\0\0\0'],
  ])('%s', (_name, start) => {
    expect(isKnownNonAudio(fileOf(start))).toBe(false);
    // A short file too.
    expect(isKnownNonAudio(Buffer.from(`${start}\0\xff`, 'latin1'))).toBe(false);
  });
});

describe('rejects', () => {
  it.each([
    ['PDF', '%PDF-1.7\n%\xe2\xe3'],
    ['ZIP', 'PK\x03\x04\x14\0'],
    ['gzip', '\x1f\x8b\x08\0'],
    ['7z', '7z\xbc\xaf\x27\x1c'],
    ['RAR', 'Rar!\x1a\x07\x01\0'],
    ['tar', `song.txt${'\0'.repeat(249)}ustar\0`],
    ['PNG', '\x89PNG\r\n\x1a\n\0'],
    ['JPEG', '\xff\xd8\xff\xe0\0'],
    ['GIF', 'GIF89a\x01\0'],
    ['WebP', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['HEIC', '\0\0\0\x24ftypheic\0'],
    ['AVIF', '\0\0\0\x20ftypavif\0'],
    ['MIDI', 'MThd\0\0\0\x06'],
    ['an old office document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['ELF', '\x7fELF\x02'],
    ['an empty ZIP', 'PK\x05\x06\0'],
    ['bzip2', 'BZh91AY&SY'],
    ['xz', '\xfd7zXZ\0\0'],
    ['Zstandard', '\x28\xb5\x2f\xfd\x04'],
    ['an old GIF', 'GIF87a\x01\0'],
    ['TIFF, little endian', 'II*\0\x08'],
    ['TIFF, big endian', 'MM\0*\0'],
    ['Photoshop', '8BPS\0\x01'],
    ['HEIC in sequence', '\0\0\0\x24ftypheix\0'],
    ['HEIF', '\0\0\0\x24ftypmif1\0'],
    ['SQLite', 'SQLite format 3\0\x10'],
  ])('%s', (_name, start) => {
    expect(isKnownNonAudio(fileOf(start))).toBe(true);
  });

  it.each([
    ['text', 'All is calm.\r\n'],
    ['HTML', '<!doctype html>\n<title>Not found</title>'],
    ['Korean text', '고요한 밤 거룩한 밤'],
    ['one letter', 'a'],
    // Two bytes of the last character's three are left.
    ['long Korean text, cut inside a character', `aa${'밤'.repeat(headBytes)}`],
  ])('%s', (_name, text) => {
    expect(isKnownNonAudio(Buffer.from(text).subarray(0, headBytes))).toBe(true);
  });

  it('a file whose first 4096 bytes are text', () => {
    const text = 'a'.repeat(4096);
    expect(isKnownNonAudio(Buffer.from(`${text}\0`))).toBe(true);
    expect(isKnownNonAudio(Buffer.from(`${text.slice(1)}\0`))).toBe(false);
  });
});
