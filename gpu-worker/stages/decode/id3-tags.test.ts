import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../audio/audio-fixtures.ts';
import { afterId3Tags } from './id3-tags.ts';
import { bytes, syncsafe } from './testing/binary.ts';

async function endIn(...parts: (string | number | Uint8Array)[]): Promise<number> {
  const path = join(await temporaryFolder(), 'a.mp3');
  writeFileSync(path, bytes(...parts));
  return afterId3Tags(path);
}

const sound = Buffer.alloc(100, 0xff);
const body = Buffer.alloc(300);

test('a tag ends behind its header and its body', async () => {
  expect(await endIn('ID3', 3, 0, 0, syncsafe(300), body, sound)).toBe(310);
});

test('a footer belongs to a tag of version 4', async () => {
  const footer = Buffer.alloc(10);
  expect(await endIn('ID3', 4, 0, 0x10, syncsafe(300), body, footer, sound)).toBe(320);
  expect(await endIn('ID3', 3, 0, 0x10, syncsafe(300), body, sound)).toBe(310);
});

test('tags in a row are all left behind', async () => {
  const tag = bytes('ID3', 4, 0, 0, syncsafe(300), body);
  expect(await endIn(tag, tag, sound)).toBe(620);
});

test('there is no tag in what is none, or is longer than the file', async () => {
  expect(await endIn(sound)).toBe(0);
  expect(await endIn('')).toBe(0);
  expect(await endIn('ID3')).toBe(0);
  expect(await endIn('ID3', 4, 0, 0, 0x80, 0, 0, 0, sound)).toBe(0);
  expect(await endIn('ID3', 4, 0, 0, syncsafe(2 ** 20), sound)).toBe(0);
});
