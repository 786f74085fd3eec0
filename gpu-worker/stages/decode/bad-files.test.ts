import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JobFailure } from '@my-pitch/shared/errors';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../../audio/testing/audio-fixtures.ts';
import { decodeSong } from './decode-song.ts';
import { type BadFile, makeBadFiles, noSample, tooShort } from './testing/bad-files.ts';

const folder = await temporaryFolder();

async function endOf(path: string): Promise<'ok' | readonly [string, string]> {
  const options = { maxDurationSeconds: 70, signal: AbortSignal.timeout(120_000) };
  try {
    await decodeSong(path, join(folder, 'out.f32'), options);
    return 'ok';
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error;
    return [error.code, error.message.replace(`${error.code}: `, '')];
  }
}

/** What an error text must be, whatever it says. */
function expectReadable(text: string): void {
  expect(text.length).toBeLessThanOrEqual(200);
  expect(text).not.toMatch(/[/\\\n]|0x[0-9a-f]/i);
}

function expectEnd(end: Awaited<ReturnType<typeof endOf>>, expected: BadFile['ends']): void {
  if (end !== 'ok') expectReadable(end[1]);
  if (expected === 'ok') {
    expect(end).toBe('ok');
    return;
  }
  const [code, text] = expected;
  const wanted = typeof text === 'string' ? text : expect.stringMatching(text);
  expect(end).toEqual([code, wanted]);
}

it.each(makeBadFiles(folder))(
  '$name',
  async ({ bytes, ends }) => {
    const path = join(folder, 'song');
    writeFileSync(path, bytes);
    expectEnd(await endOf(path), ends);
  },
  150_000,
);

const testdata = join(import.meta.dirname, '../../../../shared/testdata/decode');
const isPresent = existsSync(testdata);

const endsOfCorrupt: Readonly<Record<string, BadFile['ends']>> = {
  '106-invalid-streaminfo.flac': ['corrupt-file', noSample],
  '52-too-short-block-size.flac': ['corrupt-file', tooShort],
  'adif.aac': ['corrupt-file', noSample],
  'aiff__CWE-835-01.aiff': ['corrupt-file', noSample],
  // Its tags are broken, and it states a duration that its size contradicts. The sound is whole.
  'bad-xing.mp3': 'ok',
  'bug-id3v2-unknownframe.mp3': ['corrupt-file', noSample],
  'flac-bug.flac': ['corrupt-file', tooShort],
  'matroska__fixture-null.webm': ['no-audio', 'No audio stream'],
  'matroska__stream.weba': ['corrupt-file', noSample],
  'mp4__sample_640x360.mov': ['no-audio', 'No audio stream'],
  'nero-chapters.m4b': ['corrupt-file', noSample],
  'not-an-audio-file.txt': ['unsupported-format', noSample],
  'sample.oggtheora': ['no-audio', 'No audio stream'],
  'truncated-64bit.mp4': ['corrupt-file', noSample],
  // Three samples, all there are.
  'wav__odd-list-type.wav': 'ok',
};

describe.skipIf(!isPresent)('files of other projects (needs ../shared/testdata/decode)', () => {
  const rows = isPresent
    ? z
        .array(z.object({ file: z.string() }))
        .parse(JSON.parse(readFileSync(join(testdata, 'expected.json'), 'utf8')))
    : [];

  it.each(rows)('$file', async ({ file }) => {
    const [kind, name = ''] = file.split('/');
    const ends = kind === 'valid' ? 'ok' : endsOfCorrupt[name];
    expectEnd(await endOf(join(testdata, file)), ends ?? ['not in the table', '']);
  });
});
