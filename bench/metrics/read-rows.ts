import { readFileSync } from 'node:fs';

/** The numbers of a text file by row; columns are separated by white space or commas, `#` begins a comment. */
export function readRows(path: string): number[][] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/[\s,]+/).map(Number));
}
