import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';

const tinyModel = join(import.meta.dirname, '../stages/separate/testing/tiny-model/model.json');

function transcribe(folder: string, ...args: string[]) {
  const cli = join(import.meta.dirname, 'transcribe.ts');
  const env = { ...process.env, INIT_CWD: folder };
  // After the timeout the command is killed and has no exit code.
  const options = { env, encoding: 'utf8', timeout: 200_000 } as const;
  return spawnSync(process.execPath, [cli, 'song.wav', ...args], options);
}

const tone = [1, 2, 3].map((n) => `sin(2*PI*220*${n}*t)/${n}`).join('+');
/** Two seconds of a tone that swells twice, with harmonics. */
const swellingTone = `aevalsrc='0.4*sin(PI*mod(t,1))*(${tone})':s=44100:d=2`;

async function folderWithSong(source = swellingTone): Promise<string> {
  const folder = await temporaryFolder();
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, join(folder, 'song.wav')]);
  return folder;
}

it('writes five stems in two formats with another model', async () => {
  const folder = await folderWithSong();
  const options = '--preset fast --four-stems --lossless --json --out result';
  const { status, stdout, stderr } = transcribe(
    folder,
    ...['--model', tinyModel, ...options.split(' ')],
  );
  expect(stderr).toContain('Separating the voice');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ model: 'tiny' });
  const stems = ['vocals', 'accompaniment', 'drums', 'bass', 'other'];
  const files = stems.flatMap((stem) => [`${stem}.m4a`, `${stem}.flac`]);
  expect(readdirSync(join(folder, 'result'))).toEqual(expect.arrayContaining(files));
});

it('reports a wrong checksum of a model', async () => {
  const folder = await folderWithSong();
  const { status, stderr } = transcribe(
    folder,
    ...['--model', tinyModel, '--model-sha256', 'ab'.repeat(32)],
  );
  expect(status).toBe(1);
  expect(stderr).toContain('The manifest of tiny is for the file');
});

it('exits with 4 when the separated vocals are silent', async () => {
  const folder = await folderWithSong('anullsrc=d=1');
  const { status, stderr } = transcribe(folder, '--model', tinyModel);
  expect(stderr).toContain('no-voice-found');
  expect(status).toBe(4);
  expect(readdirSync(folder)).toEqual(['song.wav']);
});
