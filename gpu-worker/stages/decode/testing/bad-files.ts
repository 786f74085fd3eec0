import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file and how its decoding ends: `ok`, or the failure's code and text. */
export interface BadFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly ends: 'ok' | readonly [code: string, text: string | RegExp];
}

// Our sentence, and ffmpeg's reason, which differs between its versions.
export const noSample = /^No sample could be decoded(: .+)?$/;
export const tooShort = /^Only \d+\.\d s of \d+\.\d s could be decoded(: .+)?$/;

/** Two percent of a file hold no whole FLAC frame, but a second of MP3. */
const noSampleOrTooShort = new RegExp(`${noSample.source}|${tooShort.source}`);

/** Makes all files with ffmpeg; the same ones in every run. */
export function makeBadFiles(folder: string): readonly BadFile[] {
  const make = (name: string, ...args: readonly string[]): Buffer => {
    const path = join(folder, name);
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, path]);
    return readFileSync(path);
  };
  const tone = ['-f', 'lavfi', '-i', 'sine=440:d=20'];
  return [
    ...truncated('mp3', make('a.mp3', ...tone)),
    ...truncated('flac', make('a.flac', ...tone)),
    ...truncatedContainers(make, tone),
    ...lyingHeaders(make, tone),
    ...extremes(make),
    ...attachments(make, folder),
    ...texts(),
  ];
}

type Make = (name: string, ...args: readonly string[]) => Buffer;

/** Cut off at ten places. ffmpeg reports no error for an MP3. */
function truncated(extension: string, whole: Buffer): BadFile[] {
  return [0.02, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.98].map((share) => ({
    name: `${share * 100} % of a file.${extension}`,
    bytes: whole.subarray(0, Math.floor(share * whole.length)),
    ends: share < 0.5 ? ['corrupt-file', share < 0.05 ? noSampleOrTooShort : tooShort] : 'ok',
  }));
}

function truncatedContainers(make: Make, tone: readonly string[]): BadFile[] {
  const cut = (name: string, bytes: Buffer, share: number, ends: BadFile['ends']): BadFile => {
    const length = Math.floor(share * bytes.length);
    return { name: `${share * 100} % of ${name}`, bytes: bytes.subarray(0, length), ends };
  };
  const indexLast = make('last.m4a', ...tone);
  const indexFirst = make('first.m4a', ...tone, '-movflags', 'faststart');
  const film = make('film.mkv', '-f', 'lavfi', '-i', 'testsrc=d=20:s=64x64:r=5', ...tone);
  return [
    cut('an M4A with its index at the end', indexLast, 0.9, ['corrupt-file', noSample]),
    cut('an M4A with its index at the start', indexFirst, 0.3, ['corrupt-file', tooShort]),
    cut('an M4A with its index at the start.', indexFirst, 0.7, 'ok'),
    cut('a film', film, 0.3, ['corrupt-file', tooShort]),
    cut('a film.', film, 0.7, 'ok'),
    cut('a WAV', make('a.wav', ...tone), 0.3, 'ok'),
  ];
}

function lyingHeaders(make: Make, tone: readonly string[]): BadFile[] {
  const flac = make('lying.flac', ...tone);
  const wav = make('lying.wav', ...tone);
  // The low 32 bits of the number of samples in STREAMINFO.
  flac.writeUInt32BE(2 ** 32 - 1, 22);
  wav.writeUInt32LE(0x7f_ff_f0_00, wav.indexOf('data') + 4);
  const silentStart = 'aevalsrc=if(lt(t\\,20)\\,0\\,random(0)-0.5):s=44100:d=60';
  const variable = ['-f', 'lavfi', '-i', silentStart, '-q:a', '0', '-write_xing', '0'];
  const m4a = make('lying.m4a', ...tone);
  m4a.writeUInt32BE(2 ** 31 - 1, m4a.indexOf('mdhd') + 20);
  return [
    { name: 'a FLAC that claims a day', bytes: flac, ends: ['corrupt-file', tooShort] },
    { name: 'a WAV of unknown length', bytes: wav, ends: 'ok' },
    { name: 'an M4A that claims half a day', bytes: m4a, ends: 'ok' },
    { name: 'an MP3 whose length is guessed wrong', bytes: make('v.mp3', ...variable), ends: 'ok' },
    {
      name: 'an AAC whose length is guessed wrong',
      bytes: make('v.aac', ...variable.slice(0, 4)),
      ends: 'ok',
    },
  ];
}

function extremes(make: Make): BadFile[] {
  const silence = (seconds: number) => ['-f', 'lavfi', '-t', String(seconds), '-i', 'anullsrc'];
  const streams = Array.from({ length: 30 }, () => ['-map', '0']).flat();
  const second = ['-f', 'lavfi', '-i', 'sine=440:d=1'];
  return [
    {
      name: 'three hours of silence',
      bytes: make('h.flac', ...silence(10_800)),
      ends: ['too-long', 'Over 70 s'],
    },
    { name: 'half a minute of silence', bytes: make('s.mp3', ...silence(30)), ends: 'ok' },
    { name: 'thirty streams', bytes: make('30.mka', ...second, ...streams), ends: 'ok' },
    {
      name: 'eight channels at 192 kHz',
      bytes: make('8.flac', '-f', 'lavfi', '-i', 'anullsrc=r=192000:cl=7.1:d=2', '-t', '2'),
      ends: 'ok',
    },
    {
      name: 'a film without sound',
      bytes: make('f.mp4', '-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64'),
      ends: ['no-audio', 'No audio stream'],
    },
    {
      name: 'a picture',
      bytes: make('p.png', '-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64', '-frames:v', '1'),
      ends: ['unsupported-format', noSample],
    },
  ];
}

function attachments(make: Make, folder: string): BadFile[] {
  const font = join(folder, 'font.ttf');
  writeFileSync(font, 'no font');
  const attach = ['-attach', font, '-metadata:s:t', 'mimetype=application/x-truetype-font'];
  const second = ['-f', 'lavfi', '-i', 'sine=440:d=1'];
  const cover = ['-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64'];
  const coverArt = ['-map', '0', '-map', '1', '-frames:v', '1', '-disposition:v', 'attached_pic'];
  return [
    { name: 'a song with a font', bytes: make('font.mka', ...second, ...attach), ends: 'ok' },
    {
      name: 'a song with a cover',
      bytes: make('cover.mp3', ...second, ...cover, ...coverArt),
      ends: 'ok',
    },
    {
      name: 'a film without sound and with a font',
      bytes: make('font.mkv', ...cover, ...attach),
      ends: ['no-audio', 'No audio stream'],
    },
  ];
}

/** Files that are not audio. A playlist could name any file of this machine. */
function texts(): BadFile[] {
  const of = (
    name: string,
    text: string,
    code = 'unsupported-format',
    reason: string | RegExp = noSample,
  ): BadFile => ({
    name,
    bytes: Buffer.from(text, 'latin1'),
    ends: [code, reason],
  });
  return [
    of('an empty file', '', 'empty-file', 'No bytes'),
    of('a text', 'la la la\n'),
    of('a page', '<!doctype html><html><body>la</body></html>'),
    of('an archive', 'PK\x03\x04\x14\0\0\0\0\0\0\0'),
    of('an M3U playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n'),
    of('a PLS playlist', '[playlist]\nFile1=/etc/hostname\nNumberOfEntries=1\n'),
    of('a concatenation', "ffconcat version 1.0\nfile '/etc/hostname'\n"),
    of('a DASH manifest', '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>'),
    of('a MIDI file', 'MThd\0\0\0\x06\0\0\0\x01\0\x60MTrk\0\0\0\x04\0\xff\x2f\0'),
    of('a RIFF of garbage', `RIFF${'x'.repeat(500)}`, 'corrupt-file'),
  ];
}
