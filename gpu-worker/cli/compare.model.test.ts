import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const recording = join(root, '../shared/testdata/singing/vocadito/vocadito_10.wav');
const folder = mkdtempSync(join(tmpdir(), 'compare-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function compare(...args: string[]) {
  const cli = join(root, 'gpu-worker/cli/compare.ts');
  const env = { ...process.env, INIT_CWD: folder, LANG: 'ko_KR.UTF-8', LC_ALL: '' };
  return spawnSync(process.execPath, [cli, ...args], { env, encoding: 'utf8' });
}

it('exits with 2 and a hint for a wrong command line', () => {
  const { status, stderr } = compare('one.mp3');
  expect(status).toBe(2);
  expect(stderr).toContain('--help');
});

it('exits with 3 for a song that is not there', () => {
  const { status } = compare('one.mp3', 'two.mp3', '--out', 'out');
  expect(status).toBe(3);
});

describe.skipIf(!existsSync(recording))('a real voice (needs ../shared/testdata)', () => {
  it('in another key and later has almost all points against itself', () => {
    const take = join(folder, 'take.wav');
    // Two semitones lower at the same speed, after 1.5 s of silence.
    const lower = 'asetrate=44100*0.8909,aresample=44100,atempo=1/0.8909,adelay=1500:all=1';
    const from = ['-i', recording, '-af', `aresample=44100,${lower}`];
    execFileSync('ffmpeg', ['-v', 'error', ...from, take]);
    const { status, stdout } = compare(
      recording,
      take,
      '--out',
      'out',
      '--voice-only',
      'both',
      '--json',
    );
    expect(status).toBe(0);
    const comparison = comparisonSchema.parse(JSON.parse(stdout));
    expect(comparison.transposition.semitones).toBe(-2);
    expect(comparison.overall.normal).toBeGreaterThan(90);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'comparison.json',
      'original',
      'take',
    ]);
  });

  it('is said in Korean, from the transcriptions', () => {
    const again = compare('out/original', 'out/original', '--out', 'again');
    expect(again.stdout).toMatch(/^점수 .*100점 만점에 (99|100)점/);
  });
});
