import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scoreSchema } from '@my-pitch/shared/score';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const recording = join(root, '../shared/testdata/singing/vocadito/vocadito_10.wav');
const folder = mkdtempSync(join(tmpdir(), 'transcribe-test-'));
const song = join(folder, 'eight seconds.wav');

function transcribe(...args: string[]) {
  const cli = join(root, 'gpu-worker/cli/transcribe.ts');
  const env = { ...process.env, INIT_CWD: folder };
  return spawnSync(process.execPath, [cli, ...args], { env, encoding: 'utf8' });
}

afterAll(() => rmSync(folder, { recursive: true }));

it('exits with 2 and a hint for a wrong command line', () => {
  const { status, stderr } = transcribe('--loud');
  expect(status).toBe(2);
  expect(stderr).toContain('--help');
});

it('exits with 3 and a reason as JSON for a file that is no song', () => {
  const { status, stdout } = transcribe(join(root, 'package.json'), '--json');
  expect(status).toBe(3);
  expect(JSON.parse(stdout).error.code).toBe('unsupported-format');
});

describe.skipIf(!existsSync(recording))('a real voice (needs ../shared/testdata)', () => {
  beforeAll(() => {
    execFileSync('ffmpeg', ['-v', 'error', '-i', recording, '-t', '8', song]);
  });

  it('becomes stems and a score with the real network', () => {
    const { status, stdout, stderr } = transcribe(song, '--json');
    expect(stderr).toContain('Separating the voice');
    expect(status).toBe(0);
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({ song: 'eight seconds.wav', model: expect.any(String) });
    expect(summary.noteCount).toBeGreaterThan(5);
    const out = join(folder, 'eight seconds-my-pitch');
    expect(readdirSync(out).sort()).toEqual([
      'accompaniment.m4a',
      'analysis.json',
      'score.json',
      'score.mid',
      'score.musicxml',
      'sung.mid',
      'vocals.m4a',
    ]);
    const score = scoreSchema.parse(JSON.parse(readFileSync(join(out, 'score.json'), 'utf8')));
    expect(score.title).toBe('eight seconds');
  });

  it('deletes the accompaniment of an earlier run when nothing is separated', () => {
    const { status } = transcribe(song, '--no-separation');
    expect(status).toBe(0);
    const out = readdirSync(join(folder, 'eight seconds-my-pitch'));
    expect(out).toContain('vocals.m4a');
    expect(out).not.toContain('accompaniment.m4a');
  });
});
