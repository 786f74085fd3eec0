import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pipelineSources, pipelineVersionOf } from '@my-pitch/shared/pipeline-version';
import { FileSystem } from 'aws-cdk-lib';
import type { Config } from './config.ts';

const repositoryRoot = join(import.meta.dirname, '..');

/** They do not change a result. */
const tests = ['**/*.test.ts', '**/testing', '**/golden'];

/**
 * The hash of all code that determines results. Derived rather than counted by hand, because a forgotten
 * count would offer results of older code as new ones for a week.
 */
export function pipelineCode(
  root = repositoryRoot,
  sources: readonly string[] = pipelineSources,
): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    hash.update(`${source} ${FileSystem.fingerprint(join(root, source), { exclude: tests })}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** The pipeline version of the workers of this deployment. */
export function deployedPipelineVersion({ modelSource, modelSha256 }: Config): string {
  const version = pipelineVersionOf({ code: pipelineCode(), modelSource, modelSha256 });
  // The configuration requires a checksum for another model.
  if (version === undefined) throw new Error('The separation model has no checksum');
  return version;
}
