import { readFileSync } from 'node:fs';

/** The numbers of a text file of columns, row by row; `#` begins a comment, commas are spaces. */
export function readRows(path: string): number[][] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/[\s,]+/).map(Number));
}
