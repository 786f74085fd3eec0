import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that reads MusicXML and writes it again. */
export interface RoundTripProgram {
  readonly name: string;
  /** Why it cannot be asked; `undefined` where it can. */
  readonly missing: string | undefined;
  /** Reads each file and writes it again into the folder, under the same index. */
  readonly rewrite: (files: readonly string[], folder: string) => readonly string[];
}

const museScoreNames = ['mscore3', 'musescore3', 'mscore', 'musescore'];
/** Programs with windows also work where there is no display. */
const withoutDisplay = { ...process.env, QT_QPA_PLATFORM: 'offscreen', XDG_RUNTIME_DIR: '/tmp' };

/** MuseScore 3, from `MUSESCORE` or the PATH. */
export function findMuseScore(): string | undefined {
  const names = process.env.MUSESCORE ? [process.env.MUSESCORE] : museScoreNames;
  return names.find(
    (name) => spawnSync(name, ['--version'], { env: withoutDisplay }).error === undefined,
  );
}

/** Converts files with MuseScore; it chooses each format by the ending of the output. */
export function convertWithMuseScore(
  program: string,
  jobs: readonly { readonly in: string; readonly out: string }[],
  folder: string,
): void {
  const list = join(folder, 'jobs.json');
  writeFileSync(list, JSON.stringify(jobs));
  execFileSync(program, ['-j', list], { env: withoutDisplay, stdio: 'ignore' });
}

function museScore(): RoundTripProgram {
  const program = findMuseScore();
  return {
    name: 'MuseScore',
    missing: program ? undefined : 'MuseScore 3 (Debian: musescore3), on PATH or in MUSESCORE',
    rewrite: (files, folder) => {
      const out = files.map((_, i) => join(folder, `musescore-${i}.musicxml`));
      const jobs = files.map((file, i) => ({ in: file, out: out[i] ?? '' }));
      convertWithMuseScore(program ?? '', jobs, folder);
      return out.map((file) => readFileSync(file, 'utf8'));
    },
  };
}

function music21(): RoundTripProgram {
  const python = process.env.MUSIC21_PYTHON;
  const isThere = python !== undefined && existsSync(python);
  return {
    name: 'music21',
    missing: isThere
      ? undefined
      : 'a Python that has the package music21 from PyPI, in MUSIC21_PYTHON',
    rewrite: (files, folder) => {
      const out = files.map((_, i) => join(folder, `music21-${i}.musicxml`));
      const pairs = files.flatMap((file, i) => [file, out[i] ?? '']);
      const script = join(import.meta.dirname, 'rewrite-with-music21.py');
      execFileSync(python ?? '', [script, ...pairs], { stdio: ['ignore', 'ignore', 'inherit'] });
      return out.map((file) => readFileSync(file, 'utf8'));
    },
  };
}

export function roundTripPrograms(): readonly RoundTripProgram[] {
  return [museScore(), music21()];
}
