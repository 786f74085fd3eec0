import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Of } from '../../gpu-worker/stages/separate/model/file-checksum.ts';
import { testDataPath } from '../recordings/test-data.ts';

/**
 * Prints the SHA-256 of every artifact of six songs in several configurations ("ways"). The lines are
 * the same before and after a change that keeps results, on the same machine:
 * `npm run bench:artifacts > before.tsv`, later `npm run bench:artifacts -- before.tsv`, which prints
 * the differing lines and exits with 1 if there are any. `--songs a,b` and `--ways a,b` select songs
 * and configurations.
 */
const repositoryRoot = resolve(import.meta.dirname, '../..');
const cli = join(repositoryRoot, 'gpu-worker/cli/transcribe.ts');

const songs: Readonly<Record<string, string>> = {
  sample: join(repositoryRoot, 'web/e2e/sample.m4a'),
  musdb18: testDataPath('mixtures/musdb18/The Mountaineering Club - Mallory/mix.mp3'),
  'ssvd-1325': testDataPath('singing/ssvd/1325.flac'),
  'ssvd-65799': testDataPath('singing/ssvd/65799.flac'),
  'ssvd-100135': testDataPath('singing/ssvd/100135.flac'),
  vocadito: testDataPath('singing/vocadito/vocadito_10.wav'),
};

/** Command-line arguments of each configuration. FLAC shows the stems before the lossy encoder. */
const ways: Readonly<Record<string, readonly string[]>> = {
  voice: ['--no-separation'],
  'voice-pyin': ['--no-separation', '--pitch', 'pyin'],
  fast: ['--preset', 'fast', '--lossless'],
  balanced: ['--preset', 'balanced', '--lossless'],
  best: ['--preset', 'best', '--lossless'],
  'four-stems': ['--preset', 'fast', '--four-stems'],
};

const { values: only, positionals } = parseArgs({
  options: { songs: { type: 'string' }, ways: { type: 'string' } },
  allowPositionals: true,
});
const chosenSongs = chosen(songs, only.songs);
const chosenWays = chosen(ways, only.ways);
const before = positionals[0] === undefined ? undefined : readLines(positionals[0]);
const workDir = mkdtempSync(join(tmpdir(), 'my-pitch-artifacts-'));
const lines: string[] = [];
try {
  for (const [song, path] of chosenSongs) {
    for (const [way, args] of chosenWays) lines.push(...(await hashLines(song, path, way, args)));
  }
} finally {
  rmSync(workDir, { recursive: true });
}
if (before) compare(before);

/** One line per artifact: song, way, artifact and SHA-256, separated by tabs. */
async function hashLines(
  song: string,
  path: string,
  way: string,
  args: readonly string[],
): Promise<string[]> {
  const outDir = join(workDir, song, way);
  execFileSync(process.execPath, [cli, path, '--out', outDir, ...args], { stdio: 'pipe' });
  const hashed: string[] = [];
  for (const artifact of readdirSync(outDir).toSorted()) {
    const line = [song, way, artifact, await sha256Of(join(outDir, artifact))].join('\t');
    if (!before) console.log(line);
    hashed.push(line);
  }
  return hashed;
}

function compare(old: readonly string[]): void {
  const removed = old.filter((line) => !lines.includes(line));
  const added = lines.filter((line) => !old.includes(line));
  for (const line of removed) console.log(`- ${line}`);
  for (const line of added) console.log(`+ ${line}`);
  console.log(
    `${lines.length} artifacts, ${added.length} new or different, ${removed.length} gone`,
  );
  process.exitCode = removed.length + added.length > 0 ? 1 : 0;
}

function readLines(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => {
      const [song = '', way = ''] = line.split('\t');
      return (
        chosenSongs.some(([name]) => name === song) && chosenWays.some(([name]) => name === way)
      );
    });
}

/** The entries named in a comma-separated list; all entries without a list. */
function chosen<Value>(all: Readonly<Record<string, Value>>, names: string | undefined) {
  const wanted = names?.split(',') ?? Object.keys(all);
  const unknown = wanted.find((name) => !(name in all));
  if (unknown !== undefined)
    throw new Error(`Unknown name ${unknown}; known: ${Object.keys(all).join(', ')}`);
  return wanted.map((name): [string, Value] => [name, all[name] as Value]);
}
