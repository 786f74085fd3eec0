import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JobFailure } from '@my-pitch/shared/errors';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../audio/testing/audio-fixtures.ts';
import { fileFailure, unreadable } from './file-failure.ts';

const detailOf = (messages: string) => {
  const { message } = fileFailure('corrupt-file', 'Broken', messages);
  return message.replace(/^corrupt-file: /, '');
};

describe('fileFailure', () => {
  // Messages of ffmpeg 5.1.
  it.each([
    ['nothing', '', 'Broken'],
    ['a plain message', 'Invalid argument\n', 'Broken: Invalid argument'],
    ['the last of several lines', 'Header missing\nInvalid argument\n', 'Broken: Invalid argument'],
    [
      'a component’s name and address',
      '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d0aa12c0] moov atom not found',
      'Broken: moov atom not found',
    ],
    [
      'a file name with a space',
      'file:/tmp/a b/source: Invalid data found when processing input',
      'Broken: Invalid data found when processing input',
    ],
    [
      'a file without its tags',
      'subfile,,start,310,end,0,,:file:/tmp/source: Invalid data found when processing input',
      'Broken: Invalid data found when processing input',
    ],
    ['a path', 'Cannot open /etc/passwd now', 'Broken: Cannot open  now'],
    ['a Windows path', 'Cannot open C:\\songs\\a.mp3 now', 'Broken: Cannot open  now'],
    ['an offset', 'stream 0, offset 0x864: partial file', 'Broken: stream 0: partial file'],
    ['an address', 'Bad packet 0xDEADBEEF here', 'Broken: Bad packet  here'],
    ['control characters', 'Bad\u0007tag\u001b[31m', 'Broken: Bad tag [31m'],
  ])('cleans %s', (_name, messages, detail) => {
    expect(detailOf(messages)).toBe(detail);
  });

  it('has at most 200 characters', () => {
    const prefix = 'Broken: '.length;
    const allowed = 'x'.repeat(200 - prefix);
    expect(detailOf(allowed)).toBe(`Broken: ${allowed}`);
    const shortened = detailOf(`${allowed}x`);
    expect(shortened).toHaveLength(200);
    expect(shortened).toBe(`Broken: ${'x'.repeat(199 - prefix)}…`);
  });

  it('has all messages as its cause, or else the sentence', () => {
    const messages = '[mp3 @ 0x5] Header missing\n/tmp/a.mp3: Invalid data\n';
    const failure = fileFailure('corrupt-file', 'Broken', messages);
    expect(failure).toBeInstanceOf(JobFailure);
    expect(failure.cause).toMatchObject({ message: messages.trim() });
    expect(fileFailure('corrupt-file', 'Broken', ' \n').cause).toMatchObject({ message: 'Broken' });
  });
});

describe('unreadable', () => {
  it.each([
    ['fLaC and nothing else', 'corrupt-file'],
    ['la la la', 'unsupported-format'],
  ])('takes a file that begins "%s" for %s', async (content, code) => {
    const path = join(await temporaryFolder(), 'song');
    writeFileSync(path, content);
    expect(await unreadable(path, '')).toMatchObject({ code });
  });
});
