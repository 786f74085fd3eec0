import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { addNumericLiteralMutator } from './numeric-literal-mutator.ts';

/**
 * Mutation testing of a folder or file: `npm run mutation -- gpu-worker/queue` applies Stryker's mutations
 * to its code and runs the unit tests. The report with all surviving mutants is in `.local/mutation/`.
 */
const repositoryRoot = resolve(import.meta.dirname, '../..');
const path = process.argv[2]?.replace(/\/$/, '');
if (path === undefined || !existsSync(resolve(repositoryRoot, path))) {
  console.error('Name a folder or file, for example: npm run mutation -- gpu-worker/queue');
  process.exit(2);
}
const isFolder = statSync(resolve(repositoryRoot, path)).isDirectory();

process.chdir(repositoryRoot);
// The tests run on worker threads here, which cannot switch the telemetry of ONNX Runtime off.
process.env.ORT_DISABLE_TELEMETRY = '1';
await addNumericLiteralMutator();
await new Stryker({
  mutate: isFolder
    ? [
        `${path}/**/*.ts`,
        ...['*.test.ts', '*.fixture.ts', '*.d.ts', 'testing/**'].map((not) => `!${path}/**/${not}`),
      ]
    : [path],
  // The wording of messages and logs is not tested.
  mutator: { excludedMutations: ['StringLiteral'] },
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'bench/mutation/vitest.config.ts', related: true },
  coverageAnalysis: 'perTest',
  // Also mutate module-level constants, which need a fresh run each.
  ignoreStatic: false,
  ignorePatterns: ['.local', '.venv', 'web/out', 'web/.next', 'docs', '.git'],
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `.local/mutation/${path.replaceAll('/', '-')}.html` },
  jsonReporter: { fileName: `.local/mutation/${path.replaceAll('/', '-')}.json` },
  tempDirName: '.local/mutation/sandbox',
  concurrency: 2,
  allowEmpty: false,
  disableTypeChecks: true,
  timeoutMS: 20_000,
}).runMutationTest();
