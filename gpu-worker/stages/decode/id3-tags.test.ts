import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../audio/testing/audio-fixtures.ts';
import { id3TagsBytes } from './id3-tags.ts';
import { bytes, syncsafe } from './testing/binary.ts';

async function tagsBytesOf(...parts: (string | number | Uint8Array)[]): Promise<number> {
  const path = join(await temporaryFolder(), 'a.mp3');
  writeFileSync(path, bytes(...parts));
  return id3TagsBytes(path);
}

const sound = Buffer.alloc(100, 0xff);
const body = Buffer.alloc(300);
/** 310 bytes. */
const tag = bytes('ID3', 4, 0, 0, syncsafe(300), body);

it('counts a tag’s header of ten bytes and its body', async () => {
  expect(await tagsBytesOf('ID3', 3, 0, 0, syncsafe(300), body, sound)).toBe(310);
});

it('counts the footer of a tag of version 4', async () => {
  const footer = Buffer.alloc(10);
  expect(await tagsBytesOf('ID3', 4, 0, 0x10, syncsafe(300), body, footer, sound)).toBe(320);
  expect(await tagsBytesOf('ID3', 3, 0, 0x10, syncsafe(300), body, sound)).toBe(310);
});

it('counts consecutive tags, at most sixteen', async () => {
  expect(await tagsBytesOf(tag, tag, sound)).toBe(620);
  expect(await tagsBytesOf(...new Array(16).fill(tag), sound)).toBe(16 * 310);
  expect(await tagsBytesOf(...new Array(17).fill(tag), sound)).toBe(16 * 310);
});

it.each([
  ['audio alone', [sound]],
  ['an empty file', ['']],
  ['an incomplete header', ['ID3']],
  ['another first letter', ['JD3', 4, 0, 0, syncsafe(20), sound]],
  ['another second letter', ['IE3', 4, 0, 0, syncsafe(20), sound]],
  ['another digit', ['ID4', 4, 0, 0, syncsafe(20), sound]],
  ['the invalid version 255', ['ID3', 0xff, 0, 0, syncsafe(20), sound]],
  ['the invalid revision 255', ['ID3', 4, 0xff, 0, syncsafe(20), sound]],
  ['an eighth bit in the first byte of the size', ['ID3', 4, 0, 0, 0x80, 0, 0, 0, sound]],
  ['an eighth bit in the last byte of the size', ['ID3', 4, 0, 0, 0, 0, 0, 0x80, sound]],
  ['a tag longer than the file', ['ID3', 4, 0, 0, syncsafe(2 ** 20), sound]],
  ['a tag without audio after it', [tag]],
] as const)('finds no tag in %s', async (_name, parts) => {
  expect(await tagsBytesOf(...parts)).toBe(0);
});

it('reads sizes of seven bits per byte', async () => {
  // 2 · 128 + 44 = 300; in eight bits per byte it would be 556.
  expect(await tagsBytesOf('ID3', 4, 0, 0, 0, 0, 2, 44, body, sound)).toBe(310);
});
