import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { linterBinary, npmBinary, repositoryRoot } from '../paths.ts';
import { acceptedFindings } from './accepted-findings.ts';
import { checkovProblems } from './checkov-findings.ts';

// Lints the CloudFormation templates of both targets: cfn-lint for errors, checkov for security.

const run = promisify(execFile);
const options = {
  cwd: repositoryRoot,
  maxBuffer: 64 * 1024 * 1024,
  // Otherwise checkov asks the package index for newer versions of itself.
  env: { ...process.env, CKV_SKIP_PACKAGE_UPDATE_CHECK: 'TRUE' },
};

const folder = await mkdtemp(join(tmpdir(), 'my-pitch-templates-'));
try {
  await run(npmBinary('node'), ['infra/write-templates.ts', folder], options);
  const templates = ['local', 'aws'].map((target) => join(folder, target, 'MyPitch.template.json'));
  const problems = (await Promise.all([lintErrors(templates), securityProblems(templates)])).flat();
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function lintErrors(templates: readonly string[]): Promise<readonly string[]> {
  // W3005: CDK writes dependencies that a reference implies already, which changes nothing.
  const args = [
    '--non-zero-exit-code',
    'warning',
    '--ignore-checks',
    'W3005',
    '--format',
    'parseable',
  ];
  try {
    await run(linterBinary('cfn-lint'), [...args, '--template', ...templates], options);
    return [];
  } catch (error) {
    const stdout = error instanceof Error && 'stdout' in error ? String(error.stdout).trim() : '';
    if (stdout === '') throw error;
    return stdout.split('\n');
  }
}

async function securityProblems(templates: readonly string[]): Promise<readonly string[]> {
  const args = [
    ...['--framework', 'cloudformation', '--compact', '--quiet', '--output', 'json'],
    // Findings are judged here, and nothing is fetched from checkov's vendor.
    ...['--soft-fail', '--skip-download'],
    ...templates.flatMap((template) => ['--file', template]),
  ];
  const { stdout } = await run(linterBinary('checkov'), args, options);
  return checkovProblems(JSON.parse(stdout), acceptedFindings);
}
