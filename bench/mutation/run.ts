import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { addNumericLiteralMutator } from './numeric-literal-mutator.ts';

/**
 * Mutation testing of one room: changes each number, operator and condition of its code in turn, and
 * counts the changes that some unit test notices. `npm run mutation -- gpu-worker/queue`; the report
 * with every survivor is in `.local/mutation/`.
 */
const repositoryRoot = resolve(import.meta.dirname, '../..');
const path = process.argv[2]?.replace(/\/$/, '');
if (path === undefined || !existsSync(resolve(repositoryRoot, path))) {
  console.error('Which room? For example: npm run mutation -- gpu-worker/queue');
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
        ...['test', 'fixture', 'd'].map((kind) => `!${path}/**/*.${kind}.ts`),
      ].concat(`!${path}/**/testing/**`, `!${path}/**/fake-*.ts`)
    : [path],
  // Messages and logs may change without harm.
  mutator: { excludedMutations: ['StringLiteral'] },
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'bench/mutation/vitest.config.ts', related: true },
  coverageAnalysis: 'perTest',
  // A constant at the top of a module runs once, before any test: each needs a fresh run.
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
