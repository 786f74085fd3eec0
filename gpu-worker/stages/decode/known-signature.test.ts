import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../audio/testing/audio-fixtures.ts';
import { looksLikeMedia } from './known-signature.ts';
import { bytes } from './testing/binary.ts';

it.each([
  ['WAV', bytes('RIFF\x24\0\0\0WAVE'), true],
  ['WAV beyond 4 GB', bytes('RF64\xff\xff\xff\xffWAVE'), true],
  ['AIFF', bytes('FORM\0\0\0\x2eAIFF'), true],
  ['FLAC', bytes('fLaC'), true],
  ['Ogg', bytes('OggS'), true],
  ['MP3 with a tag', bytes('ID3\x04'), true],
  ['AAC with an ADIF header', bytes('ADIF'), true],
  ['Flash video', bytes('FLV\x01'), true],
  ['Core Audio', bytes('caff'), true],
  ['AMR', bytes('#!AMR\n'), true],
  ['WavPack', bytes('wvpk'), true],
  ['Matroska and WebM', bytes('\x1aE\xdf\xa3'), true],
  ['ASF and WMA', bytes('0&\xb2u\x8ef\xcf\x11'), true],
  ['AC-3', bytes('\x0b\x77'), true],
  ['MP4', bytes('\0\0\0\x20ftypM4A '), true],
  ['QuickTime with its index first', bytes('\0\0\0\x20moov'), true],
  ['QuickTime with its samples first', bytes('\0\0\0\x20mdat'), true],
  ['an MPEG-1 layer III frame', bytes(0xff, 0xfb, 0x90), true],
  ['an ADTS frame', bytes(0xff, 0xf1), true],
  ['the smallest second byte of a frame', bytes(0xff, 0xe0), true],
  ['ten set bits', bytes(0xff, 0xdf), false],
  ['sixteen set bits', bytes(0xff, 0xff), false],
  ['another first byte', bytes(0xfe, 0xfb), false],
  ['one byte', bytes(0xff), false],
  ['no byte', bytes(), false],
  ['a signature at a later byte', bytes(' RIFF'), false],
  ['ftyp at the beginning', bytes('ftypM4A '), false],
  ['a text', bytes('la la la\n'), false],
  ['PNG', bytes('\x89PNG'), false],
])('%s', async (_name, content, expected) => {
  const path = join(await temporaryFolder(), 'file');
  writeFileSync(path, content);
  expect(await looksLikeMedia(path)).toBe(expected);
});
