import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { addNumericLiteralMutator } from './numeric-literal-mutator.ts';
import { sampleMutants } from './sample-mutants.ts';

/**
 * Mutation testing of folders or files: `npm run mutation -- gpu-worker/queue` applies Stryker's mutations
 * to its code and runs the unit tests. `--sample 0.1` tries a tenth of the mutants, and another `--seed`
 * another tenth; `--tests shared` runs only the tests of one folder, and `--concurrency 1` leaves a core
 * free. The report with all surviving mutants is in `.local/mutation/`.
 */
const repositoryRoot = resolve(import.meta.dirname, '../..');
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', default: '{shared,functions,gpu-worker,web}' },
    concurrency: { type: 'string', default: '2' },
  },
});
const paths = positionals.map((path) => path.replace(/\/$/, ''));
const [share, seed] = [Number(values.sample), Number(values.seed)];
const areFound = paths.every((path) => existsSync(resolve(repositoryRoot, path)));
if (paths.length === 0 || !areFound || !(share > 0 && share <= 1) || !Number.isInteger(seed)) {
  console.error(
    'Name folders or files: npm run mutation -- gpu-worker/queue [--sample 0.1] [--seed 1]',
  );
  process.exit(2);
}

process.chdir(repositoryRoot);
// The tests run on worker threads here, which cannot switch the telemetry of ONNX Runtime off.
process.env.ORT_DISABLE_TELEMETRY = '1';
process.env.MUTATION_TESTS = values.tests;
await addNumericLiteralMutator();
if (share < 1) await sampleMutants({ share, seed, root: repositoryRoot });
// Names of files have 255 bytes at most.
const report = paths
  .map((path) => path.replaceAll('/', '-'))
  .join('+')
  .slice(0, 100);
await new Stryker({
  mutate: paths.flatMap(filesToMutate),
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
  htmlReporter: { fileName: `.local/mutation/${report}.html` },
  jsonReporter: { fileName: `.local/mutation/${report}.json` },
  tempDirName: '.local/mutation/sandbox',
  concurrency: Number(values.concurrency),
  allowEmpty: false,
  disableTypeChecks: true,
  timeoutMS: 20_000,
  // One process runs all related tests.
  dryRunTimeoutMinutes: 30,
}).runMutationTest();

function filesToMutate(path: string): string[] {
  if (!statSync(resolve(repositoryRoot, path)).isDirectory()) return [path];
  const untested = ['*.test.ts', '*.fixture.ts', '*.d.ts', 'testing/**'];
  return [`${path}/**/*.ts`, ...untested.map((pattern) => `!${path}/**/${pattern}`)];
}
