import { join } from 'node:path';
import { IgnoreMode } from 'aws-cdk-lib';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import type { Construct } from 'constructs';

/** The image of the GPU worker; the build sees the worker and what it shares, not the rest of the repository. */
export function workerImage(scope: Construct): DockerImageAsset {
  return new DockerImageAsset(scope, 'Image', {
    directory: join(import.meta.dirname, '..'),
    file: 'gpu-worker/Dockerfile',
    platform: Platform.LINUX_AMD64,
    ignoreMode: IgnoreMode.DOCKER,
    exclude: [
      '*',
      '!package.json',
      '!package-lock.json',
      '!*/package.json',
      '!shared',
      '!gpu-worker',
      '**/node_modules',
      '**/*.test.ts',
      '**/*.md',
    ],
  });
}
