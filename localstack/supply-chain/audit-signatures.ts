import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repositoryRoot } from '../paths.ts';
import { type SignatureVerdict, signatureVerdict } from './signatures.ts';

const withinMs = 45_000;

/** Checks the registry signatures of the installed packages, for at most 45 s. */
export async function auditSignatures(): Promise<SignatureVerdict> {
  const args = ['audit', 'signatures', '--json', '--fetch-retries=0'];
  const npm = spawn('npm', args, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: withinMs,
  });
  let stdout = '';
  npm.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const [exitCode] = await once(npm, 'close');
  return signatureVerdict(stdout, exitCode);
}
