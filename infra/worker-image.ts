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
    // What the build sees is listed in `.dockerignore`, for `docker build` as well.
    ignoreMode: IgnoreMode.DOCKER,
  });
}
