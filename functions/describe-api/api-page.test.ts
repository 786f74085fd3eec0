import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemCodes } from '@my-pitch/shared/api';
import { expect, it } from 'vitest';
import { problemKinds } from '../http/problem.ts';

it('docs/api.md has a row for each problem', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| `[a-z-]+` \| \d{3} \|/.test(line));
  expect(rows).toEqual(
    problemCodes.map((code) => {
      const { status, title } = problemKinds[code];
      return `| \`${code}\` | ${status} | ${title} |`;
    }),
  );
});
