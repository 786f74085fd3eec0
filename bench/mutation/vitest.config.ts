import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { NearestTestsFirst } from './nearest-tests-first.ts';

const root = join(import.meta.dirname, '../..');

/** The unit tests for mutation testing. */
export default defineConfig({
  root,
  resolve: {
    // Stryker mutates a copy of the project; links in node_modules would lead to the original.
    alias: [{ find: /^@my-pitch\/shared\/(.*)$/, replacement: join(root, 'shared/$1.ts') }],
  },
  test: {
    include: [`${process.env.MUTATION_TESTS}/**/*.test.{ts,tsx}`],
    exclude: [
      '**/node_modules/**',
      '**/*.{model,stack,own-stack,product,image,browser}.test.ts',
      '**/hostile-files.test.ts',
    ],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    sequence: { sequencer: NearestTestsFirst },
  },
});
