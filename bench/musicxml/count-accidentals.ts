import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertWithMuseScore, findMuseScore } from './programs.ts';

/** How many accidentals MuseScore draws in each file; `undefined` without MuseScore. */
export function drawnAccidentals(
  files: readonly string[],
  folder: string,
): readonly number[] | undefined {
  const program = findMuseScore();
  if (!program) return undefined;
  const jobs = files.map((file, i) => ({ in: file, out: join(folder, `drawn-${i}.svg`) }));
  convertWithMuseScore(program, jobs, folder);
  const pages = readdirSync(folder);
  return files.map((_, i) =>
    pages
      .filter((page) => page.startsWith(`drawn-${i}-`) && page.endsWith('.svg'))
      .map((page) => accidentalsIn(readFileSync(join(folder, page), 'utf8')))
      .reduce((sum, count) => sum + count, 0),
  );
}

function accidentalsIn(svg: string): number {
  return svg.match(/class="Accidental"/g)?.length ?? 0;
}
